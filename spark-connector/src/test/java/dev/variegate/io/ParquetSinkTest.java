package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetSinkTest {

  private static final int MB = 1 << 20;

  @TempDir Path root;

  @Test
  void pagesOfLargeImagesHoldFewOfThem() throws IOException {
    var spark = LocalSpark.session();
    var rows =
        spark
            .range(0, 90, 1, 1)
            .selectExpr(
                "cast(id as string) as key",
                "cast(repeat(cast(id % 10 as string), 2097152) as binary) as image",
                "'coat' as label",
                "'train' as split");
    new ParquetSink(root.resolve("out").toString()).write(rows);
    try (var file = open()) {
      var groups = file.getFooter().getBlocks();
      assertThat(groups)
          .hasSizeGreaterThan(1)
          .allMatch(group -> group.getTotalByteSize() < 160L * MB);
      var image = image(groups.get(0).getColumns());
      assertThat(image.getCodec()).isEqualTo(CompressionCodecName.UNCOMPRESSED);
      assertThat(image.hasDictionaryPage()).isFalse();
      assertThat(image.getStatistics().hasNonNullValue()).isFalse();
      PageReadStore pages = file.readNextRowGroup();
      var reader = pages.getPageReader(file.getFileMetaData().getSchema().getColumns().get(1));
      var sizes = new ArrayList<Integer>();
      for (var page = reader.readPage(); page != null; page = reader.readPage()) {
        sizes.add(page.getUncompressedSize());
      }
      assertThat(sizes).hasSizeGreaterThan(20).allMatch(size -> size < 5 * MB);
    }
  }

  @Test
  void writesNoRowToo() {
    var spark = LocalSpark.session();
    var out = root.resolve("out");
    new ParquetSink(out.toString()).write(spark.createDataFrame(List.<Row>of(), Images.SCHEMA));
    assertThat(out.resolve("_SUCCESS")).exists();
    assertThat(ParquetImages.of(out.toString()).read(spark).count()).isZero();
  }

  private ParquetFileReader open() throws IOException {
    try (var files = Files.list(root.resolve("out"))) {
      var file = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      return ParquetFileReader.open(
          HadoopInputFile.fromPath(
              new org.apache.hadoop.fs.Path(file.toString()), new Configuration()));
    }
  }

  private static ColumnChunkMetaData image(List<ColumnChunkMetaData> columns) {
    return columns.stream()
        .filter(column -> column.getPath().toDotString().equals("image"))
        .findFirst()
        .orElseThrow();
  }
}
