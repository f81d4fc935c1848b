package dev.variegate.job;

import dev.variegate.lineage.Lineage;
import java.io.Serializable;

/**
 * A picture of the output that the report shows.
 *
 * @param label its class
 * @param png small enough for a page
 * @param lineage how it was made
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Shown(String label, byte[] png, Lineage lineage) implements Serializable {}
