package dev.variegate.stage.row;

import dev.variegate.codec.ImageCodec;
import dev.variegate.stage.row.CopyMethod.BadPartnerException;
import dev.variegate.stage.row.CopyMethod.Copier;
import dev.variegate.stage.row.CopyMethod.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;

/** The methods of a task, opened: each request is made by its own, with others of the same. */
final class Copiers implements AutoCloseable {

  /** Pixels of the images that wait for each other, beyond which they wait for no more. */
  private static final long MAX_PIXELS = 1L << 26;

  private final List<Copier> copiers = new ArrayList<>();

  /** A request to one of the methods, by its number. */
  record Asked(int method, Request request) {}

  Copiers(List<CopyMethod> methods, TaskContext task, ImageCodec codec) {
    try {
      methods.forEach(method -> copiers.add(method.open(task, codec)));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** How many requests fill a run of the method. */
  int batch(int method) {
    return copiers.get(method).batch();
  }

  /** Whether the requests fill a run of any method, or hold too many pixels to wait for more. */
  boolean isFull(List<Asked> requests) {
    var asked = new int[copiers.size()];
    long pixels = 0;
    for (var one : requests) {
      asked[one.method()]++;
      pixels += one.request().source().encoded().size().pixels();
    }
    return pixels > MAX_PIXELS
        || IntStream.range(0, asked.length).anyMatch(i -> asked[i] > 0 && asked[i] >= batch(i));
  }

  /** One copy for each request, in order; the caller closes them. */
  List<MadeCopy> make(List<Asked> requests) {
    var made = new MadeCopy[requests.size()];
    try {
      for (int method = 0; method < copiers.size(); method++) {
        make(method, requests, made);
      }
      return List.of(made);
    } catch (RuntimeException | Error e) {
      Arrays.stream(made).filter(Objects::nonNull).forEach(MadeCopy::close);
      throw e;
    }
  }

  private void make(int method, List<Asked> requests, MadeCopy[] into) {
    var places =
        IntStream.range(0, into.length).filter(i -> requests.get(i).method() == method).toArray();
    if (places.length > 0) {
      var made =
          make(method, Arrays.stream(places).mapToObj(i -> requests.get(i).request()).toList());
      for (int i = 0; i < places.length; i++) {
        into[places[i]] = made.get(i);
      }
    }
  }

  /** Copies, each alone where a partner cannot be used: a fault of others, so the row stays. */
  List<MadeCopy> make(int method, List<Request> requests) {
    try {
      return copiers.get(method).make(requests);
    } catch (BadPartnerException e) {
      return requests.size() == 1
          ? List.of(new MadeCopy.Missing(e))
          : MadeCopy.each(requests, request -> make(method, List.of(request)).get(0));
    }
  }

  @Override
  public void close() {
    copiers.forEach(Copier::close);
  }
}
