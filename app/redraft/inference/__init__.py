"""The local model: engine, prompts, scoring, calibration."""

import os

# llama.cpp's threads wait for each other hundreds of times a token. OpenMP lets them spin for milliseconds, which on a
# busy computer burns the time that the others need: 129 tokens took 4.5 s of processor time, with this limit 2.5 s.
# Read when libgomp is loaded, so it is set before llama_cpp is imported.
os.environ.setdefault("GOMP_SPINCOUNT", "20000")
