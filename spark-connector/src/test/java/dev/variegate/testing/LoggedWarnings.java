package dev.variegate.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What a class warns of while this is open. */
public final class LoggedWarnings implements AutoCloseable {

  private final String name;
  private final Remembering appender;

  private LoggedWarnings(String name) {
    this.name = name;
    this.appender = new Remembering(name);
  }

  /** Listens from now on. */
  public static LoggedWarnings of(Class<?> logging) {
    var warnings = new LoggedWarnings(logging.getName());
    Configurator.setLevel(warnings.name, Level.WARN);
    warnings.appender.start();
    warnings.logger().addAppender(warnings.appender);
    return warnings;
  }

  private Logger logger() {
    return (Logger) LogManager.getLogger(name);
  }

  /** The lines so far. */
  public List<String> lines() {
    return appender.lines;
  }

  @Override
  public void close() {
    logger().removeAppender(appender);
  }

  private static final class Remembering extends AbstractAppender {
    private final String of;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Remembering(String of) {
      super("remembering", null, null, false, Property.EMPTY_ARRAY);
      this.of = of;
    }

    @Override
    public void append(LogEvent event) {
      if (event.getLoggerName().equals(of)) {
        lines.add(event.getMessage().getFormattedMessage());
      }
    }
  }
}
