"""The leaflet that goes with each plan."""
