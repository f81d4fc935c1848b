package dev.variegate.job.report;

import dev.variegate.lineage.Lineage;
import java.io.Serializable;

/**
 * An image of the output that the report shows.
 *
 * @param label its class
 * @param png small enough for a page
 * @param lineage how it was made
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record ReportImage(String label, byte[] png, Lineage lineage) implements Serializable {}
