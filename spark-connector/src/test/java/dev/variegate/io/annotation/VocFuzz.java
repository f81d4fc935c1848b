package dev.variegate.io.annotation;

import dev.variegate.testing.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads annotations of Pascal VOC. */
public final class VocFuzz implements FuzzTarget {

  @Override
  public String name() {
    return "voc";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            """
            <annotation><folder>x</folder><filename>a.jpg</filename><size><width>50</width><height>40</height><depth>3</depth></size>
            <object><name>dog</name><pose>Left</pose><truncated>1</truncated><difficult>0</difficult>
            <bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox>
            <attributes><attribute><name>color</name><value>red</value></attribute></attributes></object></annotation>
            """)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public List<String> words() {
    return List.of(
        "<",
        ">",
        "</",
        "<object>",
        "</object>",
        "<bndbox>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>",
        "&b;",
        "<![CDATA[",
        "<!--",
        "1e999",
        "NaN",
        "-1",
        "2147483648",
        "&#0;");
  }

  @Override
  public void read(byte[] input) {
    var found = VocXml.read(input, "fuzz.xml");
    found.labels();
    requireNone(found.faults());
  }

  /**
   * Objects that are described are refused, though the row of their image is another's to judge.
   */
  static void requireNone(List<String> faults) {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }
}
