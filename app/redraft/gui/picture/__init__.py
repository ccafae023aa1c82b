"""The picture page: what pictures say beside what they show."""
