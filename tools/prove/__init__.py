"""The parts of tools/prove_search.py."""
