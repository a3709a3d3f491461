package dev.flinkjobs.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A structure in Thrift's compact protocol, in which Parquet writes all that is not data. Fields
 * are given in the order of their numbers.
 */
final class ThriftStruct {
  private static final int TRUE = 1;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int last;

  ThriftStruct number(int field, int value) {
    header(field, I32);
    varint((value << 1) ^ (value >> 31));
    return this;
  }

  ThriftStruct longNumber(int field, long value) {
    header(field, I64);
    varint((value << 1) ^ (value >> 63));
    return this;
  }

  ThriftStruct text(int field, String value) {
    header(field, BINARY);
    bytes(value);
    return this;
  }

  ThriftStruct yes(int field) {
    header(field, TRUE);
    return this;
  }

  ThriftStruct struct(int field, ThriftStruct value) {
    header(field, STRUCT);
    out.writeBytes(value.toBytes());
    return this;
  }

  ThriftStruct structs(int field, List<ThriftStruct> values) {
    list(field, STRUCT, values.size());
    values.forEach(value -> out.writeBytes(value.toBytes()));
    return this;
  }

  ThriftStruct numbers(int field, int... values) {
    list(field, I32, values.length);
    for (int value : values) {
      varint((value << 1) ^ (value >> 31));
    }
    return this;
  }

  ThriftStruct texts(int field, String... values) {
    list(field, BINARY, values.length);
    for (String value : values) {
      bytes(value);
    }
    return this;
  }

  /** The whole structure, with its end. */
  byte[] toBytes() {
    ByteArrayOutputStream ended = new ByteArrayOutputStream();
    ended.writeBytes(out.toByteArray());
    ended.write(0);
    return ended.toByteArray();
  }

  /** All numbers of fields here are less than 16 apart. */
  private void header(int field, int type) {
    out.write(((field - last) << 4) | type);
    last = field;
  }

  private void list(int field, int type, int size) {
    header(field, LIST);
    if (size < 15) {
      out.write((size << 4) | type);
    } else {
      out.write((15 << 4) | type);
      varint(size);
    }
  }

  private void bytes(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    out.writeBytes(utf8);
  }

  private void varint(long value) {
    writeVarint(value, out);
  }

  /** Seven bits in a byte, the lowest first. */
  static void writeVarint(long value, ByteArrayOutputStream out) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
