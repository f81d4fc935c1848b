package dev.variegate.io;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.IdxFile;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The rows of one part of an IDX file, read as they are asked for and closed with the task. */
final class IdxRows implements Iterator<Row> {

  private static final Encoding PNG = Encoding.of(ImageFormat.PNG);

  private final IdxPart part;
  private final List<String> names;
  private final ImageCodec codec = new ImageCodec();
  private final IdxFile images;
  private final IdxFile labels;
  private int done;

  IdxRows(IdxPart part, Configuration conf, List<String> names) throws IOException {
    this.part = part;
    this.names = names;
    this.images = open(part.images(), conf);
    this.labels = open(part.labels(), conf);
    images.skip(part.start());
    labels.skip(part.start());
  }

  private static IdxFile open(String file, Configuration conf) throws IOException {
    var path = new Path(file);
    var idx = IdxFile.open(new FileSystemPath(path.getFileSystem(conf), path).open(), file);
    FileSystemPath.closeWithTask(idx::close);
    return idx;
  }

  @Override
  public boolean hasNext() {
    return done < part.count();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int index = part.start() + done++;
    return FileSystemPath.ask(
        () ->
            RowFactory.create(
                part.key(index), png(images.next()), label(labels.next()[0] & 0xff), part.split()));
  }

  private byte[] png(byte[] samples) {
    try (var image = Image.ofBytes(images.shape().get(1), images.shape().get(0), 1, samples)) {
      return codec.encode(image, PNG);
    }
  }

  private String label(int number) {
    if (names.isEmpty()) {
      return Integer.toString(number);
    }
    if (number >= names.size()) {
      throw new IllegalArgumentException(
          "Label file %s holds the label %s, names are given for 0 to %s; name every label"
              .formatted(part.labels(), number, names.size() - 1));
    }
    return names.get(number);
  }
}
