package io.hindsight.runtime.models;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hindsight.runtime.files.WholeFile;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.hindsight.scoring.registry.ModelArtifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    byte[] bytes = artifact.bytes();
    String hash = ModelArtifact.hash(bytes);
    try {
      WholeFile.write(file(hash), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    loaded.put(hash, artifact);
    return hash;
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
      byte[] bytes = Files.readAllBytes(file(hash));
      if (!ModelArtifact.hash(bytes).equals(hash)) {
        throw new IOException("its content has another hash: the file is damaged");
      }
      return Optional.of(ModelArtifact.read(bytes, registry));
    } catch (NoSuchFileException e) {
      log.warn("model {} is not in {}; train anew or copy the file there", hash, directory);
    } catch (IOException | RuntimeException e) {
      log.warn("model {} cannot be read: {}; train anew", hash, e.toString());
    }
    return Optional.empty();
  }

  private Path file(String hash) {
    return directory.resolve(hash + ".model");
  }
}
