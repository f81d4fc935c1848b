package dev.variegate.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.ServiceLoader;

/** Opens a network with the engine that its bundle asks for, of those that are listed. */
public final class Engines {

  private static final Map<Engine, NetworkEngine> LISTED = listed();

  private Engines() {}

  /** As {@link NetworkEngine#open}. */
  public static Network open(ModelBundle bundle, NetworkRole role, ComputeOptions compute) {
    return of(bundle).open(bundle, role, compute);
  }

  /** As {@link NetworkEngine#look}. */
  static void look(ModelBundle bundle, NetworkRole role) {
    of(bundle).look(bundle, role);
  }

  private static NetworkEngine of(ModelBundle bundle) {
    return LISTED.get(bundle.description().engine());
  }

  private static Map<Engine, NetworkEngine> listed() {
    var engines = new EnumMap<Engine, NetworkEngine>(Engine.class);
    for (var engine : ServiceLoader.load(NetworkEngine.class, Engines.class.getClassLoader())) {
      engines.put(engine.engine(), engine);
    }
    return Collections.unmodifiableMap(engines);
  }
}
