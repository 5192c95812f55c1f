"""What stands between a client and its answer: Google's quotas, and faults on purpose."""
