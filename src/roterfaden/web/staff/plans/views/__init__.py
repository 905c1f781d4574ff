"""The views, one module for each thing that people do with a plan."""
