package io.hindsight.scoring.registry;

import io.hindsight.scoring.model.ItemModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model as it is stored: which algorithm reads it, with which settings it was trained, and its
 * content. Its bytes are the same wherever it is made, and their hash is its name.
 */
public record ModelArtifact(String algorithm, Map<String, String> settings, ItemModel model) {
  private static final int MAGIC = 0x48534D44; // "HSMD"
  private static final int VERSION = 1;

  public ModelArtifact {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  public byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** What {@link #bytes} returns, also of a model that no array could hold. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    out.writeUTF(algorithm);
    out.writeInt(settings.size());
    for (var setting : settings.entrySet()) {
      out.writeUTF(setting.getKey());
      out.writeUTF(setting.getValue());
    }
    model.write(out);
  }

  /**
   * @throws IOException if these bytes are no artifact of a known version and algorithm
   */
  public static ModelArtifact read(byte[] bytes, AlgorithmRegistry registry) throws IOException {
    return read(new ByteArrayInputStream(bytes), registry);
  }

  /**
   * As the other, also of a model that no array could hold. Reads to the end, and closes.
   *
   * @param from best buffered
   */
  public static ModelArtifact read(InputStream from, AlgorithmRegistry registry)
      throws IOException {
    try (var in = new DataInputStream(from)) {
      if (in.readInt() != MAGIC) {
        throw new IOException("not a model of Hindsight's");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException("a model file of version " + version + "; this reads " + VERSION);
      }
      Algorithm algorithm = registry.get(in.readUTF());
      Map<String, String> settings = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        settings.put(in.readUTF(), in.readUTF());
      }
      ItemModel model = algorithm.read(in);
      if (in.read() >= 0) {
        throw new IOException("more bytes than the model has");
      }
      return new ModelArtifact(algorithm.name(), settings, model);
    } catch (InvalidSettings e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** SHA-256 in hexadecimal. */
  public static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /** What a model is named by. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
