"""What docs/benchmarks.md reports: the application beside yardsticks, on one machine, in one run."""
