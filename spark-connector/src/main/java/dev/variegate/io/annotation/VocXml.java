package dev.variegate.io.annotation;

import dev.variegate.image.Size;
import dev.variegate.label.Attributes;
import dev.variegate.label.Box;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Annotations of one image as Pascal VOC writes them: axis-aligned boxes, whose first pixel is (1,
 * 1) and whose last pixel belongs to them. Source: Everingham et al., "The PASCAL Visual Object
 * Classes Challenge 2012 Development Kit", section 3.4.
 */
final class VocXml {

  private static final String ROOT = "annotation";

  /** What VOC says of an object, in the order in which it is written. */
  private static final List<String> OWN =
      List.of(Attributes.POSE, Attributes.TRUNCATED, Attributes.OCCLUDED, Attributes.DIFFICULT);

  /** Other attributes, in the form of CVAT. */
  private static final String MORE = "attributes";

  private static final String DEPTH = "http://www.oracle.com/xml/jaxp/properties/maxElementDepth";

  private VocXml() {}

  /**
   * The boxes of a file, with an object number each.
   *
   * @param name what messages call the file
   */
  static FoundLabels read(byte[] xml, String name) {
    var found = new FoundLabels();
    try {
      var builder = factory().newDocumentBuilder();
      builder.setErrorHandler(null); // which would print
      var root = builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
      if (!root.getNodeName().equals(ROOT)) {
        found.fault(
            "VOC annotation \"%s\" is the XML of a %s but must be that of an annotation; correct it"
                .formatted(name, root.getNodeName()));
        return found;
      }
      for (var node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
        if (node.getNodeName().equals("object")) {
          var object = node;
          found.add(() -> object(object, name));
        }
      }
    } catch (SAXException | IOException e) { // the latter of bytes that are no text
      found.fault(
          "VOC annotation \"%s\" is not valid XML (%s) but must be readable; fix or remove it"
              .formatted(name, e.getMessage()));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the parser is Java's own", e);
    }
    return found;
  }

  private static Labels object(Node object, String name) {
    var label = child(object, "name", name).getTextContent().strip();
    var bounds = child(object, "bndbox", name);
    double left = number(bounds, "xmin", name) - 1;
    double top = number(bounds, "ymin", name) - 1;
    double right = number(bounds, "xmax", name);
    double bottom = number(bounds, "ymax", name);
    if (label.isEmpty() || !(left <= right && top <= bottom)) {
      throw new IllegalArgumentException(
          "VOC annotation \"%s\" has the object \"%s\" from (%s, %s) to (%s, %s) but must have a name and no edge before its opposite; correct it"
              .formatted(name, label, left + 1, top + 1, right, bottom));
    }
    var box = Box.ofEdges(left, top, right, bottom);
    return new Labels(
        List.of(new LabeledShape<>(box, label, 0, attributes(object, name))), List.of(), List.of());
  }

  private static Map<String, String> attributes(Node object, String name) {
    var attributes = new TreeMap<String, String>();
    for (var node = object.getFirstChild(); node != null; node = node.getNextSibling()) {
      var text = node.getTextContent().strip();
      if (OWN.contains(node.getNodeName()) && !text.isEmpty()) {
        attributes.put(node.getNodeName(), text);
      } else if (node.getNodeName().equals(MORE)) {
        for (var one = node.getFirstChild(); one != null; one = one.getNextSibling()) {
          if (one instanceof Element) {
            attributes.put(
                child(one, "name", name).getTextContent().strip(),
                child(one, "value", name).getTextContent().strip());
          }
        }
      }
    }
    return attributes;
  }

  private static double number(Node bounds, String edge, String name) {
    var text = child(bounds, edge, name).getTextContent().strip();
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw new IllegalArgumentException(
        "VOC annotation \"%s\" has \"%s\" as %s but must be a number; correct it"
            .formatted(name, Field.shown(text), edge));
  }

  /** The direct child, for parts of an object have names and boxes too. */
  private static Node child(Node parent, String wanted, String name) {
    for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(wanted)) {
        return node;
      }
    }
    throw new IllegalArgumentException(
        "VOC annotation \"%s\" has %s without %s but must have it; add it or remove the object"
            .formatted(name, article(parent.getNodeName()), wanted));
  }

  private static String article(String noun) {
    return ("aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
  }

  /**
   * A file with one axis-aligned box for each instance, its edges rounded to whole pixels inside
   * the image.
   */
  static byte[] write(String file, Size size, Labels labels) {
    try {
      var document = factory().newDocumentBuilder().newDocument();
      var root = document.createElement(ROOT);
      document.appendChild(root);
      text(root, "filename", file);
      var sizes = element(root, "size");
      text(sizes, "width", size.width());
      text(sizes, "height", size.height());
      labels.instances().forEach(instance -> object(root, instance, size));
      return bytes(document);
    } catch (ParserConfigurationException | TransformerException e) {
      throw new IllegalStateException("a small document can always be written", e);
    }
  }

  private static void object(Element root, Labels instance, Size size) {
    var bounds = Instances.bounds(instance);
    var object = element(root, "object");
    var attributes = Instances.attributes(instance);
    text(object, "name", held(Instances.label(instance)));
    for (var name : OWN) {
      var usual =
          name.equals(Attributes.DIFFICULT) ? Instances.isCrowd(instance) ? "1" : "0" : null;
      var value = attributes.getOrDefault(name, usual);
      if (value != null) {
        text(object, name, held(value));
      }
    }
    var box = element(object, "bndbox");
    var across = Pixels.of(bounds[0], bounds[2], size.width());
    var down = Pixels.of(bounds[1], bounds[3], size.height());
    text(box, "xmin", across.first);
    text(box, "ymin", down.first);
    text(box, "xmax", across.last);
    text(box, "ymax", down.last);
    attributes.keySet().removeAll(OWN);
    attributes.remove(Attributes.SEGMENTATION);
    if (!attributes.isEmpty()) {
      var more = element(object, MORE);
      attributes.forEach((name, value) -> attribute(more, name, value));
    }
  }

  private static void attribute(Element more, String name, String value) {
    var attribute = element(more, "attribute");
    text(attribute, "name", held(name));
    text(attribute, "value", held(value));
  }

  /** Whether XML 1.0 has the character; a carriage return would be read as a line feed. */
  private static boolean isText(int c) {
    boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return c == '\t' || c == '\n' || (c >= ' ' && !isSurrogate && c != 0xfffe && c != 0xffff);
  }

  /** A text that is the same when it is read again. */
  private static String held(String text) {
    boolean isHeld = text.codePoints().allMatch(VocXml::isText);
    if (!isHeld || text.isEmpty() || !text.strip().equals(text)) {
      var shown =
          text.codePoints()
              .mapToObj(
                  c -> Character.isISOControl(c) ? "\\u%04x".formatted(c) : Character.toString(c))
              .collect(Collectors.joining());
      throw new IllegalArgumentException(
          "VOC cannot hold \"%s\" but must be a text without control characters, and without white space at its ends; rename it"
              .formatted(shown));
    }
    return text;
  }

  /** The first and the last pixel, counted from 1, inside the image. */
  private record Pixels(long first, long last) {
    /** To the nearest edges of pixels; where these are one, the pixel about the middle. */
    static Pixels of(double from, double to, int side) {
      long first = inside(Math.round(from) + 1, side);
      long last = inside(Math.round(to), side);
      long middle = inside((long) Math.floor((from + to) / 2) + 1, side);
      return last < first ? new Pixels(middle, middle) : new Pixels(first, last);
    }

    private static long inside(long pixel, int side) {
      return Math.max(1, Math.min(side, pixel));
    }
  }

  private static Element element(Element parent, String name) {
    var element = parent.getOwnerDocument().createElement(name);
    parent.appendChild(element);
    return element;
  }

  private static void text(Element parent, String name, Object value) {
    element(parent, name).setTextContent(String.valueOf(value));
  }

  private static byte[] bytes(Document document) throws TransformerException {
    var factory = TransformerFactory.newDefaultInstance();
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
    var transformer = factory.newTransformer();
    transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    transformer.setOutputProperty(OutputKeys.INDENT, "yes");
    var out = new ByteArrayOutputStream();
    transformer.transform(new DOMSource(document), new StreamResult(out));
    return out.toByteArray();
  }

  /** Java's own, with documents from elsewhere shut out. */
  private static DocumentBuilderFactory factory() throws ParserConfigurationException {
    var factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setAttribute(DEPTH, "100");
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    return factory;
  }
}
