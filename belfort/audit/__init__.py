"""The trail, retention and disposal; actors and objects are known by reference."""
