"""The namespaces of .NET and PowerShell, also those of whose types none is here: ``using namespace`` takes them all."""

from __future__ import annotations

# Below each namespace, what stands one level deeper, as .NET's documentation lists them.
_BELOW = {
    "": "Microsoft System",
    "Microsoft": "CSharp Extensions Management PowerShell VisualBasic Win32 WSMan",
    "Microsoft.Management": "Infrastructure",
    "Microsoft.PowerShell": "Cim Commands CoreClr DesiredStateConfiguration MarkdownRender Telemetry",
    "Microsoft.Win32": "SafeHandles",
    "System": (
        "Buffers CodeDom Collections ComponentModel Configuration Data Diagnostics DirectoryServices Drawing Dynamic Formats Globalization IO Linq "
        "Management Media Net Numerics Reflection Resources Runtime Security ServiceModel ServiceProcess Text Threading Timers Transactions Web "
        "Windows Xaml Xml"
    ),
    "System.Buffers": "Binary Text",
    "System.CodeDom": "Compiler",
    "System.Collections": "Concurrent Frozen Generic Immutable ObjectModel Specialized",
    "System.ComponentModel": "Composition DataAnnotations Design",
    "System.ComponentModel.Composition": "Hosting Primitives ReflectionModel",
    "System.ComponentModel.DataAnnotations": "Schema",
    "System.ComponentModel.Design": "Serialization",
    "System.Configuration": "Assemblies Internal Provider",
    "System.Data": "Common Odbc OleDb SqlClient SqlTypes",
    "System.Diagnostics": "CodeAnalysis Contracts Eventing Metrics PerformanceData SymbolStore Tracing",
    "System.Diagnostics.Eventing": "Reader",
    "System.DirectoryServices": "AccountManagement ActiveDirectory Protocols",
    "System.Drawing": "Design Drawing2D Imaging Printing Text",
    "System.Formats": "Asn1 Nrbf Tar",
    "System.IO": "Compression Enumeration IsolatedStorage MemoryMappedFiles Packaging Pipelines Pipes Ports",
    "System.Linq": "Expressions",
    "System.Management": "Automation",
    "System.Management.Automation": (
        "Configuration Host Internal Language PerformanceData Provider Remoting Runspaces Security Subsystem Tracing"
    ),
    "System.Net": "Cache Http Mail Mime NetworkInformation PeerToPeer Quic Security ServerSentEvents Sockets WebSockets",
    "System.Net.Http": "Headers Json Metrics",
    "System.Reflection": "Context Emit Metadata PortableExecutable",
    "System.Resources": "Extensions",
    "System.Runtime": (
        "Caching CompilerServices ConstrainedExecution ExceptionServices InteropServices Intrinsics Loader Remoting Serialization Versioning"
    ),
    "System.Runtime.InteropServices": "ComTypes JavaScript Marshalling ObjectiveC Swift",
    "System.Runtime.Serialization": "DataContracts Formatters Json",
    "System.Runtime.Serialization.Formatters": "Binary",
    "System.Security": "AccessControl Authentication Claims Cryptography Permissions Policy Principal",
    "System.Security.Authentication": "ExtendedProtection",
    "System.Security.Cryptography": "Pkcs X509Certificates Xml",
    "System.Text": "Encodings Json RegularExpressions Unicode",
    "System.Text.Encodings": "Web",
    "System.Text.Json": "Nodes Schema Serialization",
    "System.Text.Json.Serialization": "Metadata",
    "System.Threading": "Channels RateLimiting Tasks",
    "System.Threading.Tasks": "Dataflow Sources",
    "System.Windows": "Input Markup",
    "System.Xaml": "Permissions",
    "System.Xml": "Linq Resolvers Schema Serialization XPath Xsl",
    "System.Xml.Xsl": "Runtime",
}  # fmt: skip


def below(namespace: str) -> list[str]:
    """Return the full names of the namespaces one level below one ("" for the outermost)."""
    wanted = namespace.lower()
    return [f"{name}.{part}" if name else part for name, parts in _BELOW.items() if name.lower() == wanted for part in parts.split()]
