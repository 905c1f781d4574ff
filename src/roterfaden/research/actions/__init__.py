"""What people do in a study; the only way in which its data change."""
