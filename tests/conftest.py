"""What holds for all tests."""

from hypothesis import settings

# How long an example takes is the machine's affair: timings are measured in benchmarks, never in a test.
settings.register_profile("touchstone", deadline=None)
settings.load_profile("touchstone")
