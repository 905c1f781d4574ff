"""Live news for open pages: a small ASGI application beside the pages."""
