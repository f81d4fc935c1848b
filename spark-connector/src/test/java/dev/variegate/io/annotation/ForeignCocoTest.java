package dev.variegate.io.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.io.Images;
import dev.variegate.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignCocoTest extends ForeignAnnotations {

  private CocoFile coco(String images, String annotations, String handleInvalid) {
    images("in/a.png", "in/b.png");
    var file =
        file(
            "instances.json",
            """
            {"images": [%s], "annotations": [%s], "categories": [
             {"id": 1, "name": "cat", "keypoints": ["nose", "tail"]}, {"id": 2, "name": "dog"}]}
            """
                .formatted(images, annotations));
    return new CocoFile(file, root.resolve("in").toString(), handleInvalid);
  }

  private CocoFile coco(String annotations) {
    return coco("{\"id\": 1, \"file_name\": \"a.png\"}", annotations, "error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'bbox': [2, 3, 10, 8], 'iscrowd': false | [[2.0,3.0,12.0,11.0]] | []",
        "'bbox': [2, 3, 10, 8], 'iscrowd': null, 'segmentation': null, 'keypoints': [] | [[2.0,3.0,12.0,11.0]] | []",
        "'bbox': [2, 3, 10, 8], 'segmentation': [[]] | [[2.0,3.0,12.0,11.0]] | []",
        "'bbox': [2, 3, 10, 8], 'segmentation': [[2, 3, 12, 11]] | [[2.0,3.0,12.0,11.0]] | []",
        "'bbox': [2, 3, 0, 0] | [[2.0,3.0,2.0,3.0]] | []",
        "'bbox': [-9, 3, 99, 8] | [[-9.0,3.0,90.0,11.0]] | []",
        "'segmentation': [[2, 3, 12, 3, 12, 11]] | [[2.0,3.0,12.0,11.0]] | [[2.0,3.0,12.0,3.0,12.0,11.0]]",
        "'segmentation': {'counts': [60, 150, 990], 'size': [30, 40]} | [[2.0,0.0,7.0,30.0]] | [[2.0,0.0,7.0,0.0,7.0,30.0,2.0,30.0]]",
        "'segmentation': {'counts': 'l1f4nn0', 'size': [30.0, 40]}, 'iscrowd': 1 | [[2.0,0.0,7.0,30.0]] | [[2.0,0.0,7.0,0.0,7.0,30.0,2.0,30.0]]",
        "'keypoints': [5, 6, 1, 0, 0, 0] | [[5.0,6.0,5.0,6.0]] | []"
      })
  void annotationsOfAllKindsAreRead(String fields, String boxes, String polygons) {
    var annotation =
        "{'id': 1, 'image_id': 1, 'category_id': 1.0, %s}".formatted(fields).replace('\'', '"');
    assertThat(shown(read(coco(annotation))))
        .isEqualTo("[a.png,train,%s,%s]".formatted(boxes, polygons));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'category_id': 7, 'bbox': [2, 3, 10, 8] | has the category_id 7 but must have that of one of the file's categories; correct it",
        "'bbox': [2, 3, 10] | has the bbox [2,3,10] but must have left, top, width and height, the last two at least 0; correct it",
        "'bbox': [2, NaN, 10, 1] | has the bbox [2,'NaN',10,1] but must have left, top, width and height, the last two at least 0; correct it",
        "'bbox': [2, 1e999, 10, 1] | has the bbox [2,'Infinity',10,1] but must have left, top, width and height, the last two at least 0; correct it",
        "'bbox': 'all' | has the bbox 'all' but must have left, top, width and height, the last two at least 0; correct it",
        "'bbox': [2, 3, 10, 8], 'iscrowd': 'maybe' | has the iscrowd 'maybe' but must have 1, 0, true or false; correct it",
        "'segmentation': [[1, 2, 3, 4, 5]] | has the segmentation [[1,2,3,4,5]] but must have lists of x and y of 3 corners or more; correct it",
        "'segmentation': {'counts': [5, 2000], 'size': [30, 40]} | cannot be used: its mask has the run 2000 behind 5 pixels but must stay within 40x30 = 1200 pixels; correct it",
        "'segmentation': {'counts': [1, 2, 717], 'size': [24, 30]} | has the segmentation {'counts':[1,2,717],'size':[24,30]} but must have a size of [30, 40] as its image; correct it",
        "'segmentation': {'size': [24, 30]} | has the segmentation {'size':[24,30]} but must have counts and size of a run-length encoded mask; correct it",
        "'keypoints': [5, 6, 2] | has the keypoints [5,6,2] but must have x, y and visibility (0, 1 or 2) of each of the 2 keypoints of its category; correct it",
        "'keypoints': [5, 6, 2, 1, 1, 9] | has the keypoints [5,6,2,1,1,9] but must have x, y and visibility (0, 1 or 2) of each of the 2 keypoints of its category; correct it",
        "'segmentation': [] | has neither a bbox nor a segmentation nor labeled keypoints but must have one; remove it"
      })
  void wrongFieldsAreReportedWithFileImageAndField(String fields, String message) {
    var annotation =
        "{'category_id': 1, 'id': 5, 'image_id': 1, %s}".formatted(fields).replace('\'', '"');
    assertThatThrownBy(() -> read(coco(annotation)).collectAsList())
        .rootCause()
        .hasMessage(
            "COCO annotation 5 of \"a.png\" in \"instances.json\" "
                + message.replace('\'', '"').replace("file\"s", "file's")
                + REMEDY);
  }

  @Test
  void imagesWithWrongAnnotationsAreSkippedOrKept() {
    var images = "{\"id\": 1, \"file_name\": \"a.png\"}, {\"id\": 2, \"file_name\": \"b.png\"}";
    var instances =
        """
        {"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]},
        {"id": 2, "image_id": 1, "category_id": 1, "bbox": [1, 2, -3, 4]},
        {"id": 3, "image_id": 2, "category_id": 2, "bbox": [1, 2, 3, 4]}
        """;
    assertThat(shown(read(coco(images, instances, "skip"))))
        .isEqualTo("[b.png,train,[[1.0,2.0,4.0,6.0]],[]]");
    var kept = read(coco(images, instances, "keep"));
    assertThat(shown(kept))
        .isEqualTo("[a.png,train,[[1.0,2.0,4.0,6.0]],[]][b.png,train,[[1.0,2.0,4.0,6.0]],[]]");
    assertThat(kept.where("error is not null").select("key", "error").collectAsList())
        .singleElement()
        .hasToString(
            "[a.png,COCO annotation 2 of \"a.png\" in \"instances.json\" has the bbox [1,2,-3,4] but must have left, top, width and height, the last two at least 0; correct it]");
    assertThatThrownBy(() -> coco(images, instances, "drop"))
        .hasMessageStartingWith("handleInvalid is \"drop\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'id': 1, 'file_name': 'a.png'}, {'id': 1.0, 'file_name': 'b.png'} | 1 | COCO image 'b.png' of 'instances.json' shares its id 1 with another but must have one of its own; renumber them",
        "{'id': 1, 'file_name': 'a.png'}, {'id': 2, 'file_name': 'a.png'} | 1 | COCO image 'a.png' of 'instances.json' has the file_name of another but must occur once; give its annotations one id",
        "{'id': 1} | 1 | COCO image number 1 of 'instances.json' has no file_name but must have one; add it",
        "{'id': null, 'file_name': 'a.png'} | 1 | COCO image 'a.png' of 'instances.json' has no id but must have one of its own; number it",
        "{'id': 1, 'file_name': 'a.png'} | 5 | COCO annotation 5 in 'instances.json' shares its id with another but must have one of its own; renumber them"
      })
  void doubledEntriesAreReportedBeforeAnyJob(String images, int id, String message) {
    var instance = "{\"id\": %d, \"image_id\": 1, \"category_id\": 1, \"bbox\": [1, 2, 3, 4]}";
    var instances = instance.formatted(5) + "," + instance.formatted(id);
    var spark = LocalSpark.session();
    assertThatThrownBy(() -> coco(images.replace('\'', '"'), instances, "error").read(spark))
        .hasMessage(message.replace('\'', '"') + REMEDY);
    assertThat(read(coco(images.replace('\'', '"'), instances, "skip")).collectAsList()).isEmpty();
    assertThat(
            read(coco(images.replace('\'', '"'), instances, "keep"))
                .where("error is null")
                .collectAsList())
        .isEmpty();
  }

  @Test
  void annotationsThatNoImageHasAreCounted() throws IOException {
    var instance = "{\"image_id\": %s, \"category_id\": 1, \"bbox\": [1, 2, 3, 4]}";
    var source =
        coco(
            instance.formatted(1)
                + ","
                + instance.formatted(8)
                + ","
                + instance.formatted("\"x\""));
    assertThat(read(source).collectAsList()).hasSize(1);
    var scan =
        CocoScan.of(new Configuration(), new org.apache.hadoop.fs.Path(source.annotations()));
    assertThat(scan.orphans()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "a.png, a.png",
    "./a.png, a.png",
    "deep\\\\c.png, deep/c.png",
    "C:\\\\sets\\\\deep\\\\c.png, deep/c.png",
    "/sets/deep/c.png, deep/c.png",
    "../in/a.png, a.png",
    "deep/a.png, a.png",
    "absent/d.png, absent/d.png",
    "12:30.png, 12:30.png"
  })
  void namesOfFilesLeadToThem(String name, String key) {
    images("in/deep/c.png");
    var source = coco("{\"id\": \"x1\", \"file_name\": \"%s\"}".formatted(name), "", "error");
    var row = read(source).first();
    assertThat(row.getString(0)).isEqualTo(key);
    assertThat(row.<String>getAs("imageId")).isEqualTo("x1");
    assertThat(row.isNullAt(1)).isEqualTo(!key.endsWith("a.png") && !key.endsWith("c.png"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | holds no object",
        "`` | holds no object",
        "{'images': 3} | has images that are no list",
        "{'images': [3]} | has an entry 0 of images that is not an object",
        "{'images': [], | cannot be read as JSON at line 1, column 15",
        "{'images': []} {} | has more after its object"
      })
  void filesThatAreNotCocosAreReported(String text, String what) {
    images("in/a.png");
    var file = file("x.json", text.replace('\'', '"'));
    var source = new CocoFile(file, root.resolve("in").toString(), "skip");
    assertThatThrownBy(() -> read(source))
        .hasMessage(
            "COCO file \"file:%s\" %s but must be a JSON object with the lists images, annotations and categories; correct it, or download it again"
                .formatted(file, what));
  }

  @Test
  void deepJsonIsReported() {
    images("in/a.png");
    var file = file("x.json", "{\"info\": " + "[".repeat(100_000));
    assertThatThrownBy(() -> read(new CocoFile(file, root.resolve("in").toString())))
        .hasMessageContaining("cannot be read as JSON at line 1");
  }

  @Test
  void marksBeforeTheTextPackedFilesAndColonsInNamesAreRead() {
    images("in/a.png");
    var text = "\uFEFF{\"images\":\r\n [{\"id\": 9007199254740993, \"file_name\": \"a.png\"}]}\r\n";
    Images.write(root.resolve("x.json.gz"), packed(text));
    Images.write(root.resolve("x:1.json.gz"), packed(text));
    file("x.json", text);
    file("x:1.json", text);
    for (var name : List.of("x.json", "x.json.gz", "x:1.json", "x:1.json.gz")) {
      var row = read(new CocoFile(root.resolve(name).toString(), root.resolve("in").toString()));
      assertThat(row.first().<String>getAs("imageId")).isEqualTo("9007199254740993");
    }
  }

  /** Within the header, within the data, and with wrong bytes in both. */
  @ParameterizedTest
  @CsvSource({"4, -1", "15, -1", "40, -1", "50, 1", "50, 3", "50, 10"})
  void damagedPackedFilesAreReported(int length, int wrong) {
    images("in/a.png");
    var bytes = packed("{\"info\": \"The quick brown fox jumps over the lazy dog\"}");
    bytes = Arrays.copyOf(bytes, length);
    if (wrong >= 0) {
      bytes[wrong] = (byte) 0xff;
    }
    Images.write(root.resolve("x.json.gz"), bytes);
    var file = root.resolve("x.json.gz").toString();
    assertThatThrownBy(() -> read(new CocoFile(file, root.resolve("in").toString())))
        .hasMessageMatching(
            "COCO file \"file:\\Q%s\\E\" cannot be read as JSON at line 1, column \\d+ but must be .* download it again"
                .formatted(file));
  }

  private static byte[] packed(String text) {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  @Test
  void twoCategoriesOfOneNameAreReported() {
    images("in/a.png");
    var file =
        file(
            "x.json",
            "{\"categories\": [{\"id\": 1, \"name\": \"a\"}, {\"id\": 2, \"name\": \"a\"}]}");
    assertThatThrownBy(() -> read(new CocoFile(file, root.resolve("in").toString())))
        .hasMessage(
            "COCO file \"file:%s\" names two categories \"a\" (1 and 2) but must have a name for one only; correct it"
                .formatted(file));
  }

  @Test
  void roboflowsFoldersOfCocoAreRead() {
    for (var split : List.of("train", "valid", "Test")) {
      images("in/" + split + "/a.png");
      file(
          "in/" + split + "/_annotations.coco.json",
          "{\"images\": [{\"id\": 0, \"file_name\": \"a.png\"}], \"annotations\": [], \"categories\": [{\"id\": 0, \"name\": \"%s\"}]}"
              .formatted(split));
    }
    var in = root.resolve("in").toString();
    var rows = read(new CocoFile(in, in));
    assertThat(shown(rows))
        .isEqualTo("[Test/a.png,test,[],[]][train/a.png,train,[],[]][valid/a.png,val,[],[]]");
    assertThat(Categories.of(rows.schema()).byName()).containsOnlyKeys("Test", "train", "valid");
    assertThat(shown(read(new CocoFile(in + "/valid/_annotations.coco.json", in + "/valid"))))
        .isEqualTo("[a.png,val,[],[]]");
  }
}
