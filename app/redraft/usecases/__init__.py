"""What Redraft does: decisions, and the ports they need. Knows the domain and nothing else."""
