"""What all tests share, and the journeys through the whole product."""
