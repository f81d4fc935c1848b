package dev.variegate.generate.diffusion;

/**
 * The class of each image of a full batch.
 *
 * @param indices as the network takes them; 0 behind the last image
 * @param images that there are; further rows fill the batch up
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record BatchClasses(long[] indices, int images) {}
