package dev.variegate.label;

import java.io.Serializable;

/**
 * Something in a picture and what it is called.
 *
 * @param shape a box, an outline or a point
 * @param label any text; it goes wherever the shape goes
 */
public record Labelled<S extends Serializable>(S shape, String label) implements Serializable {}
