package io.surgetank.cli.command;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/// Reasons of file errors. The JDK often reports only the file's name as the message, and the
/// reason as the class.
public final class FileErrors {
  private FileErrors() {}

  /// The message, with the reason.
  public static String sentence(Throwable error) {
    String message = Objects.requireNonNullElse(error.getMessage(), "unknown reason");
    String reason = reason(error);
    return reason.isEmpty() ? message : message + ": " + reason;
  }

  /// The reason that the message lacks; empty if the message has it.
  public static String reason(Throwable error) {
    if (!(error instanceof FileSystemException file) || file.getReason() != null) return "";
    return switch (file) {
      case NoSuchFileException _ -> "no such file or folder";
      case FileAlreadyExistsException _ -> "it exists already";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "not a folder";
      case DirectoryNotEmptyException _ -> "the folder is not empty";
      default -> "";
    };
  }
}
