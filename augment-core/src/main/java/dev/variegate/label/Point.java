package dev.variegate.label;

import java.io.Serializable;

/**
 * A place in an image, in pixels from its top left corner: the image spans {@code [0, width] x [0,
 * height]}, the center of its first pixel is (0.5, 0.5).
 */
public record Point(double x, double y) implements Serializable {}
