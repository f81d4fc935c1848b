package dev.variegate.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.tiff.TiffTag;
import dev.variegate.image.ColorProfile;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.SampleType;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.random.Seeds;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColorProfilesTest {

  private static final ImageCodec CODEC = new ImageCodec();
  private static final byte[] LINEAR = profile(ColorSpace.CS_LINEAR_RGB);
  private static final byte[] GRAY = profile(ColorSpace.CS_GRAY);

  private static byte[] profile(int space) {
    return ICC_Profile.getInstance(space).getData();
  }

  /** A PNG with the profile, as a source may come. */
  private static byte[] source(Image image, byte... profile) {
    return ProfileWriter.put(
        CODEC.encode(image, Encoding.parse("png")), ImageFormat.PNG, image, icc(profile));
  }

  /** Made as the reader makes it, by way of a TIFF. */
  private static ColorProfile icc(byte... profile) {
    var tiff = new byte[8 + 2 + 12 + profile.length];
    var numbers = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    numbers.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 1);
    numbers.putShort((short) 34_675).putShort((short) 7).putInt(profile.length).putInt(22);
    numbers.put(profile);
    return ProfileReader.read(tiff).orElseThrow();
  }

  private static Image colors(int channels) {
    var samples = new byte[20 * 10 * channels];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i % channels == 3 ? 200 : 55 + i / 40);
    }
    return Image.ofBytes(20, 10, channels, samples);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg:90", "png", "tiff", "webp:90"})
  void copiesCarryTheProfileOfTheirSource(String text) {
    var encoding = Encoding.parse(text);
    try (var image = colors(3)) {
      var made = CODEC.encode(image, encoding, CODEC.profile(source(image, LINEAR)));
      assertThat(ProfileReader.read(made).orElseThrow().bytes()).isEqualTo(LINEAR);
      var plain = CODEC.encode(image, encoding);
      try (var one = CODEC.decode(made);
          var other = CODEC.decode(plain)) {
        assertThat(one.sameSamples(other)).isTrue();
      }
      assertThat(CODEC.encode(image, encoding, CODEC.profile(plain))).isEqualTo(plain);
    }
  }

  @Test
  void aWebpWithAlphaKeepsBoth() {
    try (var image = colors(4)) {
      var made = CODEC.encode(image, Encoding.parse("webp"), CODEC.profile(source(image, LINEAR)));
      assertThat(ProfileReader.read(made).orElseThrow().bytes()).isEqualTo(LINEAR);
      try (var read = CODEC.decode(made)) {
        assertThat(read.channels()).isEqualTo(4);
        assertThat(read.toBytes()[3] & 0xff).isEqualTo(200);
      }
    }
  }

  @Test
  void aLargeProfileIsCutIntoSegmentsThatMayComeInAnyOrder() {
    var large = Arrays.copyOf(LINEAR, 150_000); // unused bytes behind its tags
    ByteBuffer.wrap(large).putInt(0, large.length);
    try (var image = colors(3)) {
      var jpeg = CODEC.encode(image, Encoding.parse("jpeg"), CODEC.profile(source(image, large)));
      assertThat(ProfileReader.read(jpeg).orElseThrow().bytes()).isEqualTo(large);
      int first = 20;
      int segment = 2 + 65_535;
      var turned = jpeg.clone();
      System.arraycopy(jpeg, first, turned, first + segment, segment);
      System.arraycopy(jpeg, first + segment, turned, first, segment);
      assertThat(ProfileReader.read(turned).orElseThrow().bytes()).isEqualTo(large);
      var missing = new byte[jpeg.length - segment];
      System.arraycopy(jpeg, 0, missing, 0, first);
      System.arraycopy(jpeg, first + segment, missing, first, missing.length - first);
      assertThat(ProfileReader.read(missing)).isEmpty();
      assertThat(ProfileReader.isDamaged(missing)).isTrue();
    }
  }

  @Test
  void aDamagedProfileIsNoneAndReported() {
    try (var image = colors(3)) {
      var tiff = Encoder.encode(image, Encoding.parse("tiff"), Optional.of(icc(LINEAR)));
      for (int i = 0; i + 4 < tiff.length; i++) {
        if (new String(tiff, i, 4, StandardCharsets.ISO_8859_1).equals("acsp")) {
          tiff[i] = 'x';
        }
      }
      try (var decoded = CODEC.decodeWithNotes(tiff)) {
        assertThat(decoded.notes())
            .containsExactly("color profile of the TIFF is damaged, left out");
      }
      assertThat(CODEC.encode(image, Encoding.parse("png"), CODEC.profile(tiff)))
          .isEqualTo(CODEC.encode(image, Encoding.parse("png")));
    }
  }

  @Test
  void aProfileBeyondTheEndOfATiffIsReportedAsDamaged() {
    try (var image = colors(3)) {
      var tiff = Encoder.encode(image, Encoding.parse("tiff"), Optional.of(icc(LINEAR)));
      var view = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
      int entry = view.getInt(4) + 2;
      while (view.getShort(entry) != (short) TiffTag.COLOR_PROFILE.number()) {
        entry += 12;
      }
      view.putInt(entry + 8, tiff.length);
      try (var decoded = CODEC.decodeWithNotes(tiff)) {
        assertThat(decoded.notes())
            .containsExactly("color profile of the TIFF is damaged, left out");
      }
    }
  }

  @Test
  void aProfileOfGrayDoesNotGoWithColors() {
    var png = Encoding.parse("png");
    try (var image = colors(3);
        var gray = colors(1)) {
      assertThat(CODEC.encode(image, png, CODEC.profile(source(gray, GRAY))))
          .isEqualTo(CODEC.encode(image, png));
      assertThat(ProfileReader.read(CODEC.encode(gray, png, CODEC.profile(source(gray, GRAY)))))
          .isPresent();
    }
  }

  @Test
  void onRequestSamplesAreConvertedToSrgb() {
    var codec = CODEC.with(ColorProfiles.SRGB);
    try (var image =
            Image.ofBytes(
                2,
                1,
                4,
                (byte) 55,
                (byte) 0,
                (byte) 255,
                (byte) 7,
                (byte) 188,
                (byte) 13,
                (byte) 1,
                (byte) 255);
        var deep = Image.ofShorts(1, 1, 3, (short) 14_135, (short) 0, (short) 65_535);
        var gray = Image.ofBytes(1, 1, 1, (byte) 55);
        var one = codec.decode(source(image, LINEAR));
        var two = codec.decode(source(deep, LINEAR));
        var three = codec.decode(source(gray, GRAY))) {
      requireNear(one, 128, 0, 255, 7, 222, 64, 13, 255); // IEC 61966-2-1
      assertThat(two.type()).isEqualTo(SampleType.UINT16);
      assertThat((two.toShorts()[0] & 0xffff) / 257.0).isBetween(127.0, 129.0);
      requireNear(three, 128);
      assertThat(codec.encode(one, Encoding.parse("png"), codec.profile(source(image, LINEAR))))
          .isEqualTo(CODEC.encode(one, Encoding.parse("png")));
    }
  }

  private static void requireNear(Image image, int... expected) {
    var samples = image.toBytes();
    for (int i = 0; i < samples.length; i++) {
      assertThat(samples[i] & 0xff).as("sample %d", i).isBetween(expected[i] - 1, expected[i] + 1);
    }
  }

  @Test
  void floatsAreNotConverted() {
    try (var image = Image.ofFloats(1, 1, 3, 0.2f, 0.5f, 2f)) {
      var tiff = Encoder.encode(image, Encoding.parse("tiff"), Optional.of(icc(LINEAR)));
      try (var read = CODEC.with(ColorProfiles.SRGB).decode(tiff)) {
        assertThat(read.sameSamples(image)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep", "srgb", "drop"})
  void aReplayGivesTheSameBytes(String word) {
    var codec = CODEC.with(ColorProfiles.parse(word));
    var policy = PolicyFile.read("steps: [flip]", "test");
    try (var image = colors(3)) {
      var source = source(image, LINEAR);
      var copy =
          new PolicyAugmenter(policy, 1, Optional.empty(), codec).expand(source, "a", 1, 1).get(0);
      assertThat(ProfileReader.read(copy.encoded()).isPresent()).isEqualTo(word.equals("keep"));
      assertThat(copy.lineage().encoding()).isEqualTo(word.equals("keep") ? "png" : "png+" + word);
      var again =
          new PolicyAugmenter(policy, 1, Optional.empty(), CODEC).replay(source, copy.lineage());
      assertThat(again.encoded()).isEqualTo(copy.encoded());
    }
  }

  @Test
  void whatIsNoRuleIsRefused() {
    assertThatThrownBy(() -> ColorProfiles.parse("sRGB"))
        .hasMessage("colorProfile is \"sRGB\"; did you mean \"srgb\"? Known: drop, keep, srgb");
  }

  @Test
  void noFileEndsTheSearchBadly() {
    try (var image = colors(3)) {
      for (var text : new String[] {"jpeg", "png", "tiff", "webp"}) {
        var whole = CODEC.encode(image, Encoding.parse(text), CODEC.profile(source(image, LINEAR)));
        for (int length = 0; length < whole.length; length += 7) {
          ProfileReader.read(Arrays.copyOf(whole, length));
        }
        var random = Seeds.generator(3, text, 1, 0);
        for (int i = 0; i < 2000; i++) {
          var changed = whole.clone();
          for (int k = 0; k < 4; k++) {
            changed[random.nextInt(Math.min(changed.length, 4000))] = (byte) random.nextInt(256);
          }
          ProfileReader.read(changed);
        }
      }
    }
  }
}
