"""What is asked and answered in a conversation: how questions aim, what an answer means, what could be said instead."""
