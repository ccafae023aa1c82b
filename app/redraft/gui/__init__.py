"""The window: one folder a screen. The only room that knows Qt."""
