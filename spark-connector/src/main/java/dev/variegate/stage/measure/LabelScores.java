package dev.variegate.stage.measure;

import java.util.function.DoubleSupplier;

/**
 * What is said of the labels of images, calculated when it is asked for.
 *
 * @param agreement share of generated images whose label a given classifier confirms
 * @param accuracy of a classifier that is trained on generated images and tested on real ones
 * @param reverse of one that is trained on real images and tested on generated ones
 */
record LabelScores(DoubleSupplier agreement, DoubleSupplier accuracy, DoubleSupplier reverse) {}
