package dev.variegate.testing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk as {@code faulty:/path}, where a test looks at each change before it happens, and
 * may make it fail as a full or read-only disk does, or let something else happen first.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {

  private static final URI NAME = URI.create("faulty:///");

  private static volatile Watcher watcher = (change, path) -> {};

  /** Sees each change before it happens. */
  public interface Watcher {

    /**
     * Throws what the change is to fail with.
     *
     * @param change create, write, close, mkdirs, rename (with the source's path), delete or access
     */
    void before(String change, String path) throws IOException;
  }

  /** Lets the watcher see the changes until the returned is closed. */
  public static AutoCloseable watched(Watcher by) {
    LocalSpark.session()
        .sparkContext()
        .hadoopConfiguration()
        .set("fs.faulty.impl", FaultyFileSystem.class.getName());
    watcher = by;
    return () -> watcher = (change, path) -> {};
  }

  /** The path of a local file on this file system. */
  public static String path(Path file) {
    return "faulty:" + file;
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return NAME.getScheme();
  }

  @Override
  public FSDataOutputStream create(
      org.apache.hadoop.fs.Path file,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short copies,
      long block,
      Progressable progress)
      throws IOException {
    return create(file, overwrite, buffer, copies, block, progress);
  }

  @Override
  public FSDataOutputStream create(
      org.apache.hadoop.fs.Path file,
      boolean overwrite,
      int buffer,
      short copies,
      long block,
      Progressable progress)
      throws IOException {
    see("create", file);
    var out = super.create(file, overwrite, buffer, copies, block, progress);
    return new FSDataOutputStream(new Seen(out, file), null);
  }

  @Override
  public boolean mkdirs(org.apache.hadoop.fs.Path folder) throws IOException {
    see("mkdirs", folder);
    return super.mkdirs(folder);
  }

  @Override
  public boolean mkdirs(org.apache.hadoop.fs.Path folder, FsPermission permission)
      throws IOException {
    return mkdirs(folder);
  }

  @Override
  public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
      throws IOException {
    see("rename", from);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(org.apache.hadoop.fs.Path path, boolean recursive) throws IOException {
    see("delete", path);
    return super.delete(path, recursive);
  }

  @Override
  public void access(org.apache.hadoop.fs.Path path, FsAction mode) throws IOException {
    see("access", path);
  }

  private static void see(String change, org.apache.hadoop.fs.Path path) throws IOException {
    watcher.before(change, path.toUri().getPath());
  }

  private static final class Seen extends FilterOutputStream {

    private final org.apache.hadoop.fs.Path file;

    Seen(OutputStream out, org.apache.hadoop.fs.Path file) {
      super(out);
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      see("write", file);
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      see("close", file);
      super.close();
    }
  }
}
