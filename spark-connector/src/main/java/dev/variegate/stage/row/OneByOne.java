package dev.variegate.stage.row;

import dev.variegate.stage.row.CopyMethod.Copier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes copies that gain nothing by being made together. */
public record OneByOne(Function<CopyRequest, MadeCopy> maker) implements Copier {

  @Override
  public int batch() {
    return 1;
  }

  @Override
  public List<MadeCopy> make(List<CopyRequest> requests) {
    var made = new ArrayList<MadeCopy>();
    try {
      requests.forEach(request -> made.add(maker.apply(request)));
      return made;
    } catch (RuntimeException | Error e) {
      made.forEach(MadeCopy::close);
      throw e;
    }
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
