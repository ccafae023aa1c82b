"""The local model: engine, prompts, scoring, calibration."""
