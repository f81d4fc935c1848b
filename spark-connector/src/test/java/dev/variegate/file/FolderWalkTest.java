package dev.variegate.file;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.variegate.stage.method.ReferenceFiles;
import dev.variegate.stage.param.WeightedPath;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWalkTest {

  private static final Set<String> FORKING =
      Set.of("listFiles", "listLocatedStatus", "listStatusIterator");

  @TempDir Path folder;

  @Test
  void nobodyListsInAWayThatStartsAProgramForEachFile() {
    var lists =
        DescribedPredicate.describe(
            "list files with their permissions",
            (JavaMethodCall call) ->
                FORKING.contains(call.getName())
                    && call.getTargetOwner().isAssignableTo(FileSystem.class));
    noClasses()
        .that()
        .doNotBelongToAnyOf(FolderWalk.class) // which does so for object stores
        .should()
        .callMethodWhere(lists)
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.variegate"));
  }

  @Test
  void visitsFilesInTheOrderOfNames() throws IOException {
    for (var name : List.of("b/2", "b/1", "a", "c/d/3")) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.write(folder.resolve(name), new byte[] {1});
    }
    var found = new java.util.ArrayList<String>();
    FolderWalk.of(
        FileSystem.getLocal(new Configuration()),
        new org.apache.hadoop.fs.Path(folder.toString()),
        file -> found.add(file.getPath().toString()));
    assertThat(found)
        .containsExactly(
            "file:" + folder + "/a",
            "file:" + folder + "/b/1",
            "file:" + folder + "/b/2",
            "file:" + folder + "/c/d/3");
  }

  /** The local disk with a capability that object stores have. */
  private static final class Store extends RawLocalFileSystem {

    @Override
    public boolean hasPathCapability(org.apache.hadoop.fs.Path path, String capability) {
      return capability.equals(CommonPathCapabilities.ETAGS_AVAILABLE);
    }
  }

  @Test
  void anObjectStoreIsListedAtOnceAndItsFoldersEnteredOnce() throws IOException {
    for (var name : List.of("b/2", "b/1", "a", "c/d/3", "c/d/4", "_no/e/5", "_no/6")) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.write(folder.resolve(name), new byte[] {1});
    }
    var entered = new ArrayList<String>();
    var found = new TreeSet<String>();
    var visitor =
        new FolderWalk.Visitor() {
          @Override
          public boolean enters(FileStatus below) {
            entered.add(below.getPath().getName());
            return !FolderWalk.isHidden(below.getPath().getName());
          }

          @Override
          public void file(FileStatus file) {
            found.add(file.getPath().getName());
          }
        };
    try (var store = new Store()) {
      store.initialize(folder.toUri(), new Configuration());
      FolderWalk.of(store, new org.apache.hadoop.fs.Path(folder.toString()), visitor);
    }
    assertThat(found).containsExactly("1", "2", "3", "4", "a");
    assertThat(entered).containsExactlyInAnyOrder("b", "c", "d", "_no");
  }

  @Test
  void referencesMayHaveAnyName() throws IOException {
    var place = Files.createDirectories(folder.resolve("co:lon [1] #%20"));
    Files.write(place.resolve("a:b #1%20.jpg"), new byte[] {7});
    Files.write(place.resolve("_hidden.jpg"), new byte[] {8});
    var listed =
        ReferenceFiles.list(
            "references", List.of(new WeightedPath(place.toString(), 1)), LocalSpark.session());
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).name()).isEqualTo("co:lon [1] #%20/a:b #1%20.jpg");
    assertThat(listed.get(0).content().get()).containsExactly(7);
  }
}
