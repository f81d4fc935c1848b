package dev.variegate.job.report;

import dev.variegate.lineage.Lineage;
import java.util.LinkedHashMap;
import java.util.Map;

/** A lineage in words, with what it does not have left out. */
final class LineageText {

  private LineageText() {}

  static Map<String, String> pairs(Lineage lineage) {
    var pairs = new LinkedHashMap<String, String>();
    pairs.put("method", lineage.method());
    pairs.put("key", lineage.sourceKey());
    pairs.put("source SHA-256", lineage.sourceSha256());
    if (lineage.copy() > 0) {
      pairs.put("copy", Integer.toString(lineage.copy()));
    }
    if (!lineage.method().equals(Lineage.ORIGINAL)) {
      pairs.put("seed", Long.toString(lineage.seed()));
    }
    pairs.put("steps", lineage.steps());
    pairs.put("model", (lineage.model() + " " + lineage.modelVersion()).strip());
    pairs.put("model SHA-256", lineage.modelSha256());
    pairs.put("license", lineage.license());
    pairs.put("encoding", lineage.encoding());
    pairs.put("software", lineage.software());
    pairs.values().removeIf(String::isEmpty);
    return pairs;
  }
}
