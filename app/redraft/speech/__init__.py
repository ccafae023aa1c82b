"""Messages, answers, numbers and dates in the language of the user. Only views come here."""
