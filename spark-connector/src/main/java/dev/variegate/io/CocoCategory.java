package dev.variegate.io;

import java.io.Serializable;
import java.util.List;

/**
 * A class of things in COCO's form.
 *
 * @param keypoints names of its points, in their order; mostly none
 */
record CocoCategory(String name, List<String> keypoints) implements Serializable {}
