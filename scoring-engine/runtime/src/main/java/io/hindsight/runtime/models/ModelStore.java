package io.hindsight.runtime.models;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hindsight.runtime.files.WholeFile;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.hindsight.scoring.registry.ModelArtifact;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artifacts in a directory, each under the hash of its bytes, and the newest few in memory. A file
 * whose content is not what its name says counts as missing. Safe for use by many threads.
 */
public final class ModelStore {
  private static final Logger log = LoggerFactory.getLogger(ModelStore.class);
  private static final int IN_MEMORY = 8;
  private static final int BUFFER = 1 << 16;
  private static final String SUFFIX = ".model";

  private final Path directory;
  private final AlgorithmRegistry registry;
  private final Cache<String, ModelArtifact> loaded;

  /**
   * @param directory made when the first artifact is stored
   */
  public ModelStore(Path directory, AlgorithmRegistry registry) {
    this(directory, registry, IN_MEMORY);
  }

  private ModelStore(Path directory, AlgorithmRegistry registry, int inMemory) {
    this.directory = directory;
    this.registry = registry;
    this.loaded = Caffeine.newBuilder().maximumSize(inMemory).executor(Runnable::run).build();
  }

  /** Reads each artifact from the disk each time, and checks its hash: for auditors. */
  public ModelStore unremembering() {
    return new ModelStore(directory, registry, 0);
  }

  /**
   * Stores an artifact, durably, and keeps it in memory for its activation.
   *
   * @return its content hash
   * @throws UncheckedIOException if it could not be stored
   */
  public String put(ModelArtifact artifact) {
    try {
      String name = WholeFile.write(directory, file -> write(artifact, file) + SUFFIX);
      String hash = name.substring(0, name.length() - SUFFIX.length());
      loaded.put(hash, artifact);
      return hash;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(ModelArtifact artifact, OutputStream file) throws IOException {
    MessageDigest digest = ModelArtifact.digest();
    var out =
        new DataOutputStream(
            new BufferedOutputStream(new DigestOutputStream(file, digest), BUFFER));
    artifact.write(out);
    out.flush();
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Empty, with a line in the log, where the artifact is missing or damaged. */
  public Optional<ModelArtifact> find(String hash) {
    ModelArtifact known = loaded.getIfPresent(hash);
    if (known == null) {
      known = load(hash).orElse(null);
      if (known != null) {
        loaded.put(hash, known);
      }
    }
    return Optional.ofNullable(known);
  }

  private Optional<ModelArtifact> load(String hash) {
    if (!hash.matches("[0-9a-f]{64}")) {
      log.warn("model {} is not named by a hash", hash);
      return Optional.empty();
    }
    try {
      // Twice through the file: what is damaged is not to be understood as anything.
      if (!hashOf(file(hash)).equals(hash)) {
        throw new IOException("its content has another hash: the file is damaged");
      }
      try (InputStream in = Files.newInputStream(file(hash))) {
        return Optional.of(ModelArtifact.read(new BufferedInputStream(in, BUFFER), registry));
      }
    } catch (NoSuchFileException e) {
      log.warn("model {} is not in {}; train anew or copy the file there", hash, directory);
    } catch (IOException | RuntimeException e) {
      log.warn("model {} cannot be read: {}; train anew", hash, e.toString());
    }
    return Optional.empty();
  }

  private static String hashOf(Path file) throws IOException {
    MessageDigest digest = ModelArtifact.digest();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] part = new byte[BUFFER];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        digest.update(part, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private Path file(String hash) {
    return directory.resolve(hash + SUFFIX);
  }
}
