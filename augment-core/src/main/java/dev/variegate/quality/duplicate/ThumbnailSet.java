package dev.variegate.quality.duplicate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Images in which the one most like another is looked up: hashes bring the likely ones out, and
 * {@link Registration} compares them.
 *
 * <p>Takes at most 1.7 kB for each image. Safe to share between threads.
 */
public final class ThumbnailSet implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * Most images that one is compared with: those that share most hashes with it. Of 300 clothes cut
   * by a pixel, among 10,000, at least 290 are found.
   */
  private static final int CROWD = 32;

  /** Images of one hash that are looked at: those next to the image in the order of all. */
  private static final int BUCKET = 1024;

  private final DuplicateHash hash;
  private final byte[][] thumbnails;
  private final long[] hashes; // each once, in ascending order
  private final int[] starts; // of the images of each hash, and the end of the last
  private final int[] images;

  /**
   * @param thumbnails by {@link LumaThumbnail}, in any order; equal ones count once
   * @param hash learned of them
   */
  public ThumbnailSet(List<byte[]> thumbnails, DuplicateHash hash) {
    this.hash = hash;
    this.thumbnails = distinct(thumbnails);
    var ofEach = new ArrayList<long[]>();
    for (var thumbnail : this.thumbnails) {
      ofEach.add(hash.of(thumbnail));
    }
    this.hashes = ofEach.stream().flatMapToLong(Arrays::stream).sorted().distinct().toArray();
    this.starts = new int[hashes.length + 1];
    ofEach.forEach(some -> Arrays.stream(some).forEach(one -> starts[place(one) + 1]++));
    Arrays.parallelPrefix(starts, Integer::sum);
    this.images = new int[starts[hashes.length]];
    var next = starts.clone();
    for (int i = 0; i < this.thumbnails.length; i++) {
      for (long one : ofEach.get(i)) {
        images[next[place(one)]++] = i;
      }
    }
  }

  private static byte[][] distinct(List<byte[]> thumbnails) {
    var sorted = new ArrayList<byte[]>();
    thumbnails.stream()
        .sorted(Arrays::compare)
        .filter(each -> sorted.isEmpty() || !Arrays.equals(sorted.get(sorted.size() - 1), each))
        .forEachOrdered(sorted::add);
    return sorted.toArray(byte[][]::new);
  }

  private int place(long one) {
    return Arrays.binarySearch(hashes, one);
  }

  /** The images, each once, in an order that depends on them alone. */
  public List<byte[]> thumbnails() {
    return List.of(thumbnails);
  }

  /**
   * The highest {@link Registration#similarity} of an image to one of these that it may be a
   * near-duplicate of; 0 if there is none, even if one is somewhat like it.
   *
   * @param thumbnail by {@link LumaThumbnail}
   */
  public double similarity(byte[] thumbnail) {
    double highest = 0;
    for (int likely : likely(thumbnail)) {
      if (highest == 1) {
        return 1;
      }
      highest = Math.max(highest, Registration.similarity(thumbnail, thumbnails[likely]));
    }
    return highest;
  }

  /** Where those of a hash begin that are looked at, so that a crowd is not quadratic. */
  private int from(int place, int own) {
    int next = next(Arrays.binarySearch(images, starts[place], starts[place + 1], own));
    int last = Math.max(starts[place], starts[place + 1] - BUCKET);
    return Math.max(starts[place], Math.min(last, next - BUCKET / 2));
  }

  /** The place that a search found, or that of the next greater one. */
  private static int next(int found) {
    return found < 0 ? -found - 1 : found;
  }

  private List<Integer> likely(byte[] thumbnail) {
    var shared = new HashMap<Integer, Integer>();
    int own = next(Arrays.binarySearch(thumbnails, thumbnail, Arrays::compare));
    for (long one : hash.of(thumbnail)) {
      int place = place(one);
      if (place >= 0) {
        int from = from(place, own);
        int end = Math.min(starts[place + 1], from + BUCKET);
        for (int i = from; i < end; i++) {
          shared.merge(images[i], 1, Integer::sum);
        }
      }
    }
    return shared.entrySet().stream()
        .sorted(
            Comparator.comparing(Map.Entry<Integer, Integer>::getValue)
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .limit(CROWD)
        .map(Map.Entry::getKey)
        .toList();
  }
}
