"""Do engagement and customers' scores move together? Joins released figures; keeps none of its own."""
