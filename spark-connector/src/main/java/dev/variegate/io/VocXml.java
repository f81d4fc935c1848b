package dev.variegate.io;

import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.Labelled;
import dev.variegate.label.Labels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
 * Annotations of one picture as Pascal VOC writes them: upright boxes, whose first pixel is (1, 1)
 * and whose last pixel belongs to them. Source: Everingham et al., "The PASCAL Visual Object
 * Classes Challenge 2012 Development Kit", section 3.4.
 */
final class VocXml {

  private VocXml() {}

  /**
   * The boxes of a file, with an object number each.
   *
   * @param name what messages call the file
   */
  static Labels read(byte[] xml, String name) {
    var boxes = new ArrayList<Labelled<Box>>();
    try {
      var objects =
          factory()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(xml))
              .getDocumentElement()
              .getChildNodes();
      for (int i = 0; i < objects.getLength(); i++) {
        if (objects.item(i).getNodeName().equals("object")) {
          boxes.add(box(objects.item(i), boxes.size(), name));
        }
      }
    } catch (SAXException e) {
      throw new IllegalArgumentException(
          "VOC annotation \"%s\" is no XML (%s), must be readable; mend or remove it"
              .formatted(name, e.getMessage()),
          e);
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException(
          "bytes in memory can be read, and the parser is Java's own", e);
    }
    return new Labels(boxes, List.of(), List.of());
  }

  private static Labelled<Box> box(Node object, int number, String name) {
    var bounds = child(object, "bndbox", name);
    return new Labelled<>(
        Box.ofEdges(
            number(bounds, "xmin", name) - 1,
            number(bounds, "ymin", name) - 1,
            number(bounds, "xmax", name),
            number(bounds, "ymax", name)),
        child(object, "name", name).getTextContent().strip(),
        number);
  }

  private static double number(Node bounds, String edge, String name) {
    var text = child(bounds, edge, name).getTextContent().strip();
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "VOC annotation \"%s\" has \"%s\" as %s, must be a number; correct it"
              .formatted(name, text, edge),
          e);
    }
  }

  /** The direct child, for parts of an object have names and boxes too. */
  private static Node child(Node parent, String wanted, String name) {
    for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(wanted)) {
        return node;
      }
    }
    throw new IllegalArgumentException(
        "VOC annotation \"%s\" has a %s without %s, must have it; add it or remove the object"
            .formatted(name, parent.getNodeName(), wanted));
  }

  /**
   * A file with one upright box for each thing, its edges rounded to whole pixels inside the
   * picture.
   */
  static byte[] write(String file, Size size, Labels labels) {
    try {
      var document = factory().newDocumentBuilder().newDocument();
      var root = document.createElement("annotation");
      document.appendChild(root);
      text(root, "filename", file);
      var sizes = element(root, "size");
      text(sizes, "width", size.width());
      text(sizes, "height", size.height());
      labels.things().forEach(thing -> object(root, thing, size));
      return bytes(document);
    } catch (ParserConfigurationException | TransformerException e) {
      throw new IllegalStateException("a small document can always be written", e);
    }
  }

  private static void object(Element root, Labels thing, Size size) {
    var bounds = Things.bounds(thing);
    var object = element(root, "object");
    text(object, "name", Things.label(thing));
    text(object, "difficult", 0);
    var box = element(object, "bndbox");
    var across = Pixels.of(bounds[0], bounds[2], size.width());
    var down = Pixels.of(bounds[1], bounds[3], size.height());
    text(box, "xmin", across.first);
    text(box, "ymin", down.first);
    text(box, "xmax", across.last);
    text(box, "ymax", down.last);
  }

  /** The first and the last pixel, counted from 1, inside the picture. */
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
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    return factory;
  }
}
