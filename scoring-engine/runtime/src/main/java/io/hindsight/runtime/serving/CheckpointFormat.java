package io.hindsight.runtime.serving;

import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.placements.PlacementSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A fold's image as bytes. Numbers are big-endian; details of items and settings of placements are
 * JSON, as in the log. A checkpoint is a shortcut, never the truth: a reader that does not like
 * what it sees says so, and the log is folded instead.
 */
final class CheckpointFormat {
  private static final int MAGIC = 0x48535356; // "HSSV"
  private static final int VERSION = 2;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CheckpointFormat() {}

  static byte[] write(FoldImage image, String logId) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(ServingRules.VERSION);
      out.writeUTF(logId);
      out.writeLong(image.position().value());
      out.writeLong(image.reference().getEpochSecond());
      out.writeInt(image.reference().getNano());
      writeCatalog(out, image.catalog());
      writePlacements(out, image.placements());
      writeModels(out, image.models());
      writeLongs(out, image.counts().totals());
      writeTable(out, image.counts().hours());
      writeTable(out, image.counts().months());
      out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IOException if the bytes are damaged, of another version or of another log
   */
  static FoldImage read(byte[] bytes, String logId) throws IOException {
    int length = bytes.length - Integer.BYTES;
    if (length < 0 || ByteBuffer.wrap(bytes).getInt(length) != checksum(bytes, length)) {
      throw new IOException("its checksum is wrong: the file is damaged");
    }
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
      expect(in.readInt() == MAGIC, "it is no checkpoint");
      expect(in.readInt() == VERSION, "it has another format");
      expect(in.readInt() == ServingRules.VERSION, "it was counted by other rules");
      expect(in.readUTF().equals(logId), "it belongs to another log");
      return new FoldImage(
          new LogPosition(in.readLong()),
          Instant.ofEpochSecond(in.readLong(), in.readInt()),
          readCatalog(in),
          readPlacements(in),
          readModels(in),
          new ActivityCounts.Image(readLongs(in), readTable(in), readTable(in)));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException("its content is not understood", e);
    }
  }

  private static void expect(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }

  private static void writeCatalog(DataOutputStream out, CatalogState catalog) throws IOException {
    out.writeInt(catalog.size());
    for (int item = 0; item < catalog.size(); item++) {
      out.writeUTF(catalog.idOf(item).value());
      ItemState state = catalog.item(item);
      out.writeByte(state == null ? 0 : state.listed() ? 1 : 2);
      if (state != null) {
        writeJson(out, state.details());
      }
    }
  }

  private static CatalogState readCatalog(DataInputStream in) throws IOException {
    CatalogBuilder catalog = new CatalogBuilder();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      int item = catalog.intern(new ItemId(in.readUTF()));
      expect(item == i, "an item is there twice");
      catalog.put(item, readItem(in));
    }
    return catalog.snapshot();
  }

  private static @Nullable ItemState readItem(DataInputStream in) throws IOException {
    int kind = in.readByte();
    return kind == 0 ? null : new ItemState(readJson(in, ItemDetails.class), kind == 1);
  }

  private static void writePlacements(
      DataOutputStream out, Map<PlacementId, PlacementState> placements) throws IOException {
    Map<String, PlacementState> sorted = new TreeMap<>();
    placements.forEach((id, state) -> sorted.put(id.value(), state));
    out.writeInt(sorted.size());
    for (var placement : sorted.entrySet()) {
      out.writeUTF(placement.getKey());
      out.writeInt(placement.getValue().revision());
      writeJson(out, placement.getValue().settings());
    }
  }

  private static Map<PlacementId, PlacementState> readPlacements(DataInputStream in)
      throws IOException {
    Map<PlacementId, PlacementState> placements = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      placements.put(
          new PlacementId(in.readUTF()),
          new PlacementState(in.readInt(), readJson(in, PlacementSettings.class)));
    }
    return placements;
  }

  private static void writeModels(DataOutputStream out, Map<String, ModelRef> models)
      throws IOException {
    out.writeInt(models.size());
    for (var model : new TreeMap<>(models).entrySet()) {
      out.writeUTF(model.getKey());
      out.writeInt(model.getValue().version());
      out.writeUTF(model.getValue().contentHash());
    }
  }

  private static Map<String, ModelRef> readModels(DataInputStream in) throws IOException {
    Map<String, ModelRef> models = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      models.put(in.readUTF(), new ModelRef(in.readInt(), in.readUTF()));
    }
    return models;
  }

  private static void writeJson(DataOutputStream out, Object value) throws IOException {
    byte[] json = JSON.writeValueAsBytes(value);
    out.writeInt(json.length);
    out.write(json);
  }

  private static <T> T readJson(DataInputStream in, Class<T> type) throws IOException {
    byte[] json = in.readNBytes(in.readInt());
    return JSON.readValue(new String(json, StandardCharsets.UTF_8), type);
  }

  private static void writeTable(DataOutputStream out, CountTable.Image table) throws IOException {
    writeLongs(out, table.keys());
    writeLongs(out, table.counts());
  }

  private static CountTable.Image readTable(DataInputStream in) throws IOException {
    return new CountTable.Image(readLongs(in), readLongs(in));
  }

  private static void writeLongs(DataOutputStream out, long[] values) throws IOException {
    out.writeInt(values.length);
    ByteBuffer buffer = ByteBuffer.allocate(values.length * Long.BYTES);
    buffer.asLongBuffer().put(values);
    out.write(buffer.array());
  }

  private static long[] readLongs(DataInputStream in) throws IOException {
    byte[] bytes = in.readNBytes(Math.multiplyExact(in.readInt(), Long.BYTES));
    long[] values = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(values);
    return values;
  }
}
