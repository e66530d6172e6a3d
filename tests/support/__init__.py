"""What browser tests, screenshots and benchmarks share: a running server and a browser that takes notes."""
