"""A rehearsal: simulated people take a whole workshop through the public protocol, and nothing else."""
