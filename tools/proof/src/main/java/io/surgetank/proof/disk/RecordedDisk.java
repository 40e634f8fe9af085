package io.surgetank.proof.disk;

import io.surgetank.proof.disk.FileChange.Certainty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The files below a folder, as they are now and as they may be on the disk. The recorded calls are
/// applied to it one after another.
///
/// It promises less than any file system: names are durable only after a sync of their folder, and
/// the parts of unsynced writes reach the disk in any order or not at all.
public final class RecordedDisk {
  /// The index of the write-ahead log, which SQLite maps, and rebuilds after a power failure.
  private static final String INDEX = "-shm";

  /// A name that was made or removed, and whose folder was not synced since.
  private record NameChange(
      long number, String path, Optional<RecordedFile> file, Optional<String> renamedFrom) {}

  /// A sync in progress, of the changes up to `last`.
  private record Sync(RecordedFile file, long last) {}

  private final String root;
  private final Map<Integer, RecordedFile> open = new HashMap<>();
  private final Map<String, RecordedFile> names = new HashMap<>();
  private final Map<String, RecordedFile> durableNames = new TreeMap<>();
  private final List<NameChange> nameChanges = new ArrayList<>();
  private final Map<Long, Sync> syncs = new HashMap<>();
  private long number;

  /// @param root exists durably, and is empty
  public RecordedDisk(Path root) {
    this.root = root.toString();
    var folder = RecordedFile.folder();
    names.put(this.root, folder);
    durableNames.put(this.root, folder);
  }

  /// Applies one call. Returns whether it changed what may be on the disk.
  public boolean apply(DiskEvent event) {
    return switch (event) {
      case DiskEvent.Opened opened -> opened(opened);
      case DiskEvent.Closed(int fd) -> {
        open.remove(fd);
        yield false;
      }
      case DiskEvent.Duplicated(int fd, int copy) -> {
        open.put(copy, file(fd));
        yield false;
      }
      case DiskEvent.Written(int fd, long position, byte[] data) -> {
        file(fd).add(FileChange.written(++number, position, data));
        yield true;
      }
      case DiskEvent.Resized(int fd, long size) -> {
        file(fd).add(FileChange.resized(++number, size));
        yield true;
      }
      case DiskEvent.SyncBegun(int fd, long token) -> {
        syncs.put(token, new Sync(file(fd), number));
        yield false;
      }
      case DiskEvent.SyncEnded(_, long token, boolean hasFailed) -> synced(token, hasFailed);
      case DiskEvent.Renamed(String from, String to) -> {
        changeName(to, Optional.of(named(from)), Optional.of(from));
        yield true;
      }
      case DiskEvent.Removed(String path) -> {
        changeName(path, Optional.empty(), Optional.empty());
        yield true;
      }
      case DiskEvent.FolderMade(String path) -> {
        changeName(path, Optional.of(RecordedFile.folder()), Optional.empty());
        yield true;
      }
      case DiskEvent.Mapped(int fd) -> {
        checkMapped(file(fd));
        yield false;
      }
      case DiskEvent.Failed _, DiskEvent.Noted _ -> false;
    };
  }

  /// A new process begins: the previous one's file descriptors are closed.
  public void processStarted() {
    open.clear();
    syncs.clear();
  }

  /// As if the kernel later failed to write what no process had synced, and reported it to none.
  public void loseUnsynced() {
    for (RecordedFile file : files()) file.synced(number, Certainty.UNCERTAIN);
  }

  private boolean opened(DiskEvent.Opened opened) {
    if (opened.isNew())
      changeName(opened.path(), Optional.of(RecordedFile.file()), Optional.empty());
    RecordedFile file = named(opened.path());
    open.put(opened.fd(), file);
    if (opened.isTruncated()) file.add(FileChange.resized(++number, 0));
    return opened.isNew() || opened.isTruncated();
  }

  private boolean synced(long token, boolean hasFailed) {
    Sync sync = syncs.remove(token);
    if (sync == null) throw new IllegalStateException("a sync ended that had not begun");
    sync.file.synced(sync.last, hasFailed ? Certainty.UNCERTAIN : Certainty.DURABLE);
    // Names have no third state: a journal is written by a later sync, or the disk is read-only.
    if (!hasFailed)
      nameChanges.removeIf(change -> {
        boolean isSynced =
            change.number <= sync.last && names.get(parent(change.path)) == sync.file;
        if (isSynced) change(durableNames, change);
        return isSynced;
      });
    return true;
  }

  private void changeName(String path, Optional<RecordedFile> file, Optional<String> renamedFrom) {
    var change = new NameChange(++number, path, file, renamedFrom);
    nameChanges.add(change);
    change(names, change);
  }

  private static void change(Map<String, RecordedFile> names, NameChange change) {
    if (change.file.isPresent()) names.put(change.path, change.file.get());
    else names.remove(change.path);
    change.renamedFrom.ifPresent(names::remove);
  }

  private RecordedFile file(int fd) {
    RecordedFile file = open.get(fd);
    if (file == null) throw new IllegalStateException("file descriptor " + fd + " is not open");
    return file;
  }

  private RecordedFile named(String path) {
    RecordedFile file = names.get(path);
    if (file == null) throw new IllegalStateException(path + " does not exist");
    return file;
  }

  private void checkMapped(RecordedFile file) {
    names.forEach((path, other) -> {
      if (other == file && !path.endsWith(INDEX))
        throw new IllegalStateException("changes of " + path + " are not recorded: it is mapped");
    });
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private Collection<RecordedFile> files() {
    var files = new HashSet<>(names.values());
    files.addAll(durableNames.values());
    return files;
  }

  /// The numbers of all changes that may not be on the disk, in order.
  public List<Long> unsynced() {
    var numbers = new ArrayList<Long>();
    names.forEach((path, file) -> {
      if (!path.endsWith(INDEX)) file.unsynced().forEach(change -> numbers.add(change.number()));
    });
    nameChanges.forEach(change -> numbers.add(change.number));
    numbers.sort(null);
    return numbers;
  }

  /// Of these, the numbers of the changes whose sync has failed.
  public Set<Long> uncertain() {
    return names.entrySet().stream()
        .filter(name -> !name.getKey().endsWith(INDEX))
        .flatMap(name -> name.getValue().unsynced().stream())
        .filter(change -> change.certainty() == Certainty.UNCERTAIN)
        .map(FileChange::number)
        .collect(Collectors.toSet());
  }

  /// The disk after a power failure now.
  public DiskImage image(PowerCut cut) {
    var kept = new TreeMap<>(durableNames);
    for (NameChange change : nameChanges) if (cut.keeps(change.number, 0)) change(kept, change);
    var contents = new TreeMap<String, byte[]>();
    kept.forEach((path, file) -> {
      if (!path.endsWith(INDEX) && !file.isFolder() && hasParents(path, kept))
        contents.put(path.substring(root.length() + 1), file.content(cut));
    });
    return new DiskImage(contents);
  }

  private boolean hasParents(String path, Map<String, RecordedFile> kept) {
    for (String folder = parent(path); folder.length() > root.length(); folder = parent(folder))
      if (!kept.containsKey(folder)) return false;
    return true;
  }
}
