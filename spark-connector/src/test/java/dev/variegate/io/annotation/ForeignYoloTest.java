package dev.variegate.io.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignYoloTest extends ForeignAnnotations {

  @Test
  void namesOfYoloAreTextsWhateverTheyLookLike() {
    var names = "names: [no, yes, 007, 1.50, null, ~, 0x1F, 2001-01-01, 'a, b']\n";
    file("data.yaml", "\uFEFF" + names.replace("\n", "\r\n"));
    images("images/a.png");
    file("labels/a.txt", "");
    assertThat(Categories.of(read(new YoloFolder(root.toString())).schema()).byName())
        .containsOnlyKeys("no", "yes", "007", "1.50", "null", "~", "0x1F", "2001-01-01", "a, b");
  }

  @Test
  void posesOfYoloAreRead() {
    file("data.yaml", "kpt_shape: [2, 3]\nnames: [cotation]\n");
    images("images/train/a.png");
    file(
        "labels/train/a.txt",
        "\uFEFF0 0.131077 0.896214 2.25169e-05 0.164858 0.131088 0.813785 2 0.131066 0.978642 1\r\n");
    var row = read(new YoloFolder(root.toString())).first();
    assertThat(row.getList(row.fieldIndex("boxes"))).hasSize(1);
    assertThat(row.getList(row.fieldIndex("polygons"))).isEmpty();
    assertThat(row.<Row>getList(row.fieldIndex("keypoints")))
        .map(Row::toString)
        .containsExactly(
            "[0,0,ArraySeq(5.24352, 24.41355),Map()]",
            "[1,0,ArraySeq(5.24264, 29.35926),Map(visibility -> 1)]");
    file("labels/train/a.txt", "0 0.5 0.5 0.1 0.1 0.5 0.5 2\n");
    assertThatThrownBy(() -> read(new YoloFolder(root.toString())).collectAsList())
        .rootCause()
        .hasMessage(
            "YOLO annotation \"train/a.png\" has the line \"0 0.5 0.5 0.1 0.1 0.5 0.5 2\" but must have a class, 4 numbers and 2 keypoints of 3 numbers, as kpt_shape says; correct it"
                + REMEDY);
    file("data.yaml", "kpt_shape: [2, 4]\nnames: [cotation]\n");
    assertThatThrownBy(() -> read(new YoloFolder(root.toString())))
        .hasMessageEndingWith(
            "has the kpt_shape [\"2\",\"4\"] but must be [number of keypoints, 2 or 3]; correct it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train: ../train/images\nval: ../valid/images\ntest: ../test/images\n",
        "path: ..\ntrain: in/train/images\nval: in/valid/images\n",
        "path: /nowhere/at/all\ntrain: train/images\nval: [valid/images, gone/images]\n",
        "train: train/train.txt\nval: valid.txt\n",
        ""
      })
  void pathsOfDataYamlAreFollowed(String paths) {
    images("in/train/images/a.png", "in/train/images/b.png", "in/valid/images/c.png");
    file("in/train/labels/a.txt", "0 0.5 0.5 0.5 0.2\n");
    file("in/valid/labels/c.txt", "0 0.5 0.5 0.5 0.2\n");
    file("in/train/train.txt", "\uFEFF./images/a.png\r\ntrain/images/b.png\r\n");
    file("in/valid.txt", root.resolve("in/valid/images/c.png") + "\n");
    file("in/data.yaml", paths + "names: {0: cat}\n");
    assertThat(shown(read(new YoloFolder(root.resolve("in").toString()))))
        .isEqualTo(
            "[train/a.png,train,[[10.0,12.0,30.0,18.0]],[]][train/b.png,train,[],[]][valid/c.png,val,[[10.0,12.0,30.0,18.0]],[]]"
                .replace("train/", paths.startsWith("path: ..") ? "in/train/" : "train/")
                .replace("valid/", paths.startsWith("path: ..") ? "in/valid/" : "valid/"));
  }

  @Test
  void oneFolderOfTwoSplitsIsTrainedWith() {
    images("images/all/a.png", "images/rest/b.png");
    file("labels/all/a.txt", "0 0.5 0.5 0.5 0.2\n");
    file("coco8.yaml", "path: datasets/coco8\ntrain: images/all\nval: images/all\nnames: [cat]\n");
    assertThat(shown(read(new YoloFolder(root.resolve("coco8.yaml").toString()))))
        .isEqualTo("[all/a.png,train,[[10.0,12.0,30.0,18.0]],[]][rest/b.png,rest,[],[]]");
  }

  /** Darknet's lists of images that have their labels beside them; Ultralytics' empty test. */
  @Test
  void listedImagesMayHaveTheirLabelsBesideThem() {
    images("data/obj/1.png", "data/obj/2.png");
    file("data/obj/1.txt", "0 0.5 0.5 0.5 0.2\n");
    file("train.txt", "data/obj/1.png\ndata/obj/2.png\n");
    file("data.yaml", "train: train.txt\nval:\ntest: # optional\nnames: [cat]\n");
    assertThat(shown(read(new YoloFolder(root.toString()))))
        .isEqualTo("[data/obj/1.png,train,[[10.0,12.0,30.0,18.0]],[]][data/obj/2.png,train,[],[]]");
  }

  @Test
  void rotatedBoxesOfYoloAreReadWhereDataYamlSaysSo() {
    images("images/a.png");
    file("labels/a.txt", "0 0.25 0.2 0.5 0.2 0.5 0.4 0.25 0.4\n");
    file("data.yaml", "names: [cat]\n");
    assertThat(shown(read(new YoloFolder(root.toString()))))
        .isEqualTo("[a.png,train,[],[[10.0,6.0,20.0,6.0,20.0,12.0,10.0,12.0]]]");
    file("data.yaml", "task: obb\nnames: [cat]\n");
    assertThat(shown(read(new YoloFolder(root.toString()))))
        .isEqualTo("[a.png,train,[[10.0,6.0,20.0,12.0,0.0]],[]]");
  }

  /** A place within another is read on its own, also an images folder within it. */
  @ParameterizedTest
  @ValueSource(strings = {"data/val", "data/val/images"})
  void foldersWithinOthersAreReadOnce(String val) {
    images("data/a.png", "data/deep/b.png", val + "/c.png");
    file(val.replace("images", "labels") + "/c.txt", "0 0.5 0.5 0.5 0.2\n");
    file("data.yaml", "train: data\nval: %s\nnames: [cat]\n".formatted(val));
    assertThat(shown(read(new YoloFolder(root.toString()))))
        .isEqualTo(
            "[data/a.png,train,[],[]][data/deep/b.png,train,[],[]][data/val/c.png,val,[[10.0,12.0,30.0,18.0]],[]]");
  }

  /** Also where only some images of a folder are listed, of which the rest stays. */
  @Test
  void listedImagesOfAnotherFolderAreReadOnce() {
    images("data/a.png", "data/deep/b.png", "data/deep/c.png");
    file("val.txt", "data/deep/c.png\n");
    file("data.yaml", "train: data\nval: val.txt\nnames: [cat]\n");
    assertThat(shown(read(new YoloFolder(root.toString()))))
        .isEqualTo(
            "[data/a.png,train,[],[]][data/deep/b.png,train,[],[]][data/deep/c.png,val,[],[]]");
  }

  @Test
  void listedImagesThatAreNotHereAreLeftOut() {
    images("obj/a.png");
    file("train.txt", "C:\\data\\images\\a.png\n/content/images/b.png\nobj/c.png\n/\nobj/a.png\n");
    file("data.yaml", "train: train.txt\nnames: [cat]\n");
    assertThat(shown(read(new YoloFolder(root.toString())))).isEqualTo("[obj/a.png,train,[],[]]");
    file("train.txt", "C:\\data\\images\\a.png\n");
    assertThatThrownBy(() -> read(new YoloFolder(root.toString())))
        .hasMessage(
            "YOLO folder \"file:%s/images\" is absent but must be a folder; give the path of the folder itself, as every executor sees it"
                .formatted(root));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "path: C:\\data\ntrain: images\\train\nval: images\\val\n",
        "path: C:/data\ntrain: images/train\nval: [D:\\more\\val, images/val]\n",
        "path: \\\\server\\data\ntrain: \\\\server\\data\\train\n",
        "path: 'a:b'\ntrain: s3://bucket/train\nval: 12:30/images\n",
        "train: C:\\data\\train.txt\n"
      })
  void pathsThatAreNotHereLeaveTheOthers(String paths) {
    images("images/train/a.png", "images/val/b.png");
    file("labels/val/b.txt", "0 0.5 0.5 0.5 0.2\n");
    file("data.yaml", paths + "names: [cat]\n");
    assertThat(shown(read(new YoloFolder(root.toString()))))
        .isEqualTo("[train/a.png,train,[],[]][val/b.png,val,[[10.0,12.0,30.0,18.0]],[]]");
  }

  @Test
  void filesWithAColonInTheirNamesAreRead() {
    images("images/all/1:2.png");
    file("train:1.txt", "images/all/1:2.png\n");
    file("coco:8.yaml", "train: train:1.txt\nnames: [cat]\n");
    file("labels/all/1:2.txt", "0 0.5 0.5 0.5 0.2\n");
    assertThat(shown(read(new YoloFolder(root.resolve("coco:8.yaml").toString()))))
        .isEqualTo("[all/1:2.png,train,[[10.0,12.0,30.0,18.0]],[]]");
  }
}
