package dev.variegate.io;

import dev.variegate.text.Terminal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Class names that are different texts and look the same, or differ in the case of letters only:
 * often one class by mistake, and one folder on file systems that know no case.
 */
final class SimilarNames {

  private static final Logger LOG = LoggerFactory.getLogger(SimilarNames.class);

  private SimilarNames() {}

  static void warn(String where, Collection<String> names) {
    for (var alike : of(names)) {
      LOG.warn(
          "{} has the classes {}, which differ only in case or in how Unicode writes them (NFC, NFD); rename them if they are meant to be one",
          Terminal.line(where),
          SkippedFiles.few(alike.stream().map(name -> '"' + name + '"').toList()));
    }
  }

  /** Groups of two or more. */
  static List<List<String>> of(Collection<String> names) {
    var groups = new TreeMap<String, List<String>>();
    for (var name : names) {
      var plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
      groups.computeIfAbsent(plain.strip(), any -> new ArrayList<>()).add(name);
    }
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }
}
