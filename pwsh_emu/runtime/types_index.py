"""Which module of ``runtime.types`` implements which .NET type: nothing is imported before a type is used.

Written by ``tools/index_types.py``; run it after adding a type.
"""

from __future__ import annotations

_BY_MODULE = {
    "arrays": """
        System.Array
    """,
    "biginteger": """
        System.Numerics.BigInteger
    """,
    "bitoperations": """
        System.Numerics.BitOperations
    """,
    "bits": """
        System.BitConverter
        System.Buffer
    """,
    "breakpoints": """
        System.Management.Automation.Breakpoint
        System.Management.Automation.CommandBreakpoint
        System.Management.Automation.LineBreakpoint
        System.Management.Automation.VariableBreakpoint
    """,
    "calendars": """
        System.Globalization.Calendar
        System.Globalization.GregorianCalendar
        System.Globalization.ISOWeek
    """,
    "callstack": """
        System.Management.Automation.CallStackFrame
    """,
    "cancellation": """
        System.Threading.CancellationToken
        System.Threading.CancellationTokenSource
    """,
    "chars": """
        System.Char
        System.Globalization.CharUnicodeInfo
    """,
    "collections_generic": """
        System.Collections.Generic.List`1
        System.Collections.ObjectModel.Collection`1
        System.Collections.ObjectModel.ObservableCollection`1
        System.Collections.ObjectModel.ReadOnlyCollection`1
    """,
    "commandinfos": """
        Microsoft.PowerShell.Commands.GetHelpCodeMethods
        System.Management.Automation.AliasInfo
        System.Management.Automation.CmdletInfo
        System.Management.Automation.CommandInfo
        System.Management.Automation.CommandParameterInfo
        System.Management.Automation.CommandParameterSetInfo
        System.Management.Automation.ExternalScriptInfo
        System.Management.Automation.FilterInfo
        System.Management.Automation.FunctionInfo
        System.Management.Automation.PSTypeName
        System.Management.Automation.ParameterMetadata
        System.Management.Automation.ScriptInfo
    """,
    "commandintrinsics": """
        System.Management.Automation.CommandInvocationIntrinsics
        System.Management.Automation.CommandLookupEventArgs
        System.Management.Automation.LocationChangedEventArgs
    """,
    "commandobjects": """
        System.Management.Automation.AliasAttribute
        System.Management.Automation.AllowEmptyCollectionAttribute
        System.Management.Automation.AllowEmptyStringAttribute
        System.Management.Automation.AllowNullAttribute
        System.Management.Automation.CredentialAttribute
        System.Management.Automation.PSCmdlet
        System.Management.Automation.ParameterAttribute
        System.Management.Automation.RuntimeDefinedParameter
        System.Management.Automation.RuntimeDefinedParameterDictionary
        System.Management.Automation.SteppablePipeline
        System.Management.Automation.SupportsWildcardsAttribute
        System.Management.Automation.ValidateCountAttribute
        System.Management.Automation.ValidateLengthAttribute
        System.Management.Automation.ValidateNotNullAttribute
        System.Management.Automation.ValidateNotNullOrEmptyAttribute
        System.Management.Automation.ValidateNotNullOrWhiteSpaceAttribute
        System.Management.Automation.ValidatePatternAttribute
        System.Management.Automation.ValidateRangeAttribute
        System.Management.Automation.ValidateScriptAttribute
        System.Management.Automation.ValidateSetAttribute
    """,
    "commonparameters": """
        System.Management.Automation.Cmdlet
        System.Management.Automation.Internal.CommonParameters
        System.Management.Automation.Internal.ShouldProcessParameters
        System.Management.Automation.Internal.TransactionParameters
        System.Management.Automation.PagingParameters
    """,
    "comparers": """
        System.Collections.CaseInsensitiveComparer
        System.Collections.Comparer
        System.Collections.Generic.Comparer`1
        System.Collections.Generic.EqualityComparer`1
        System.StringComparer
    """,
    "completions": """
        System.Management.Automation.CommandCompletion
        System.Management.Automation.CompletionCompleters
        System.Management.Automation.CompletionResult
    """,
    "concurrentcollections": """
        System.Collections.Concurrent.ConcurrentBag`1
        System.Collections.Concurrent.ConcurrentQueue`1
        System.Collections.Concurrent.ConcurrentStack`1
    """,
    "console": """
        System.Console
        System.IO.SyncTextReader
        System.IO.TextWriter+SyncTextWriter
    """,
    "convert": """
        System.Convert
    """,
    "crypto": """
        System.Security.Cryptography.HMACMD5
        System.Security.Cryptography.HMACSHA1
        System.Security.Cryptography.HMACSHA256
        System.Security.Cryptography.HMACSHA384
        System.Security.Cryptography.HMACSHA512
        System.Security.Cryptography.MD5
        System.Security.Cryptography.RandomNumberGenerator
        System.Security.Cryptography.SHA1
        System.Security.Cryptography.SHA256
        System.Security.Cryptography.SHA384
        System.Security.Cryptography.SHA512
    """,
    "cultures": """
        System.Globalization.CultureInfo
        System.Globalization.DateTimeFormatInfo
        System.Globalization.NumberFormatInfo
    """,
    "culturetexts": """
        System.Globalization.CompareInfo
        System.Globalization.StringInfo
        System.Globalization.TextElementEnumerator
        System.Globalization.TextInfo
    """,
    "customattributes": """
        System.Attribute
        System.FlagsAttribute
        System.Management.Automation.CmdletAttribute
        System.Management.Automation.CmdletBindingAttribute
        System.Management.Automation.DscPropertyAttribute
        System.Management.Automation.DscResourceAttribute
        System.Management.Automation.DynamicClassImplementationAssemblyAttribute
        System.ObsoleteAttribute
    """,
    "datatables": """
        System.Data.DataColumn
        System.Data.DataColumnCollection
        System.Data.DataRow
        System.Data.DataRowCollection
        System.Data.DataTable
    """,
    "dateonly": """
        System.DateOnly
    """,
    "datetimeoffsets": """
        System.DateTimeOffset
    """,
    "datetimes": """
        System.DateTime
    """,
    "dbnull": """
        System.DBNull
        System.Management.Automation.Internal.AutomationNull
        System.Management.Automation.Language.NullString
    """,
    "decimals": """
        System.Decimal
    """,
    "delegates": """
        System.Delegate
    """,
    "dictionaries": """
        System.Collections.Concurrent.ConcurrentDictionary`2
        System.Collections.Generic.Dictionary`2
        System.Collections.Generic.Dictionary`2+KeyCollection
        System.Collections.Generic.Dictionary`2+ValueCollection
        System.Collections.Generic.SortedDictionary`2
        System.Collections.Generic.SortedDictionary`2+KeyCollection
        System.Collections.Generic.SortedDictionary`2+ValueCollection
        System.Collections.Generic.SortedList`2
        System.Collections.Generic.SortedList`2+KeyCollection
        System.Collections.Generic.SortedList`2+ValueCollection
        System.Collections.Hashtable
        System.Collections.Hashtable+KeyCollection
        System.Collections.Hashtable+ValueCollection
        System.Collections.SortedList
        System.Collections.SortedList+KeyList
        System.Collections.SortedList+ValueList
        System.Collections.Specialized.OrderedDictionary
        System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection
        System.Management.Automation.OrderedHashtable
        System.Management.Automation.PSPrimitiveDictionary
    """,
    "drawing": """
        System.Drawing.Color
        System.Drawing.Point
        System.Drawing.Size
    """,
    "drives": """
        Microsoft.PowerShell.Commands.AliasProvider
        Microsoft.PowerShell.Commands.EnvironmentProvider
        Microsoft.PowerShell.Commands.FileSystemProvider
        Microsoft.PowerShell.Commands.FunctionProvider
        Microsoft.PowerShell.Commands.VariableProvider
        System.IO.DriveInfo
    """,
    "encodings": """
        System.Text.ASCIIEncoding
        System.Text.Encoding
        System.Text.UTF32Encoding
        System.Text.UTF8Encoding
        System.Text.UnicodeEncoding
    """,
    "entries": """
        System.Collections.DictionaryEntry
        System.Collections.Generic.KeyValuePair`2
    """,
    "enumerators": """
        System.ArrayEnumerator
        System.CharEnumerator
        System.Collections.ArrayList+ArrayListEnumeratorSimple
        System.Collections.Generic.List`1+Enumerator
        System.Collections.Hashtable+HashtableEnumerator
        System.Collections.IDictionaryEnumerator
        System.Collections.IEnumerator
    """,
    "errorrecords": """
        System.Management.Automation.ErrorCategoryInfo
        System.Management.Automation.ErrorDetails
        System.Management.Automation.ErrorRecord
        System.Management.Automation.InvocationInfo
        System.Management.Automation.Language.InternalScriptExtent
        System.Management.Automation.Language.InternalScriptPosition
    """,
    "events": """
        System.Management.Automation.PSEventArgs
        System.Management.Automation.PSEventJob
        System.Management.Automation.PSEventSubscriber
    """,
    "exceptions": """
        System.Exception
    """,
    "experimental": """
        System.Management.Automation.ExperimentalFeature
    """,
    "files": """
        System.IO.Directory
        System.IO.DirectoryInfo
        System.IO.File
        System.IO.FileInfo
    """,
    "flagsexpressions": """
        System.Management.Automation.FlagsExpression`1
    """,
    "formatdefinitions": """
        System.Management.Automation.CustomControl
        System.Management.Automation.DisplayEntry
        System.Management.Automation.ExtendedTypeDefinition
        System.Management.Automation.FormatViewDefinition
        System.Management.Automation.ListControl
        System.Management.Automation.PSControl
        System.Management.Automation.TableControl
        System.Management.Automation.TableControlColumn
        System.Management.Automation.TableControlColumnHeader
        System.Management.Automation.TableControlRow
        System.Management.Automation.WideControl
    """,
    "gatherings": """
        Microsoft.PowerShell.Commands.GenericMeasureInfo
        Microsoft.PowerShell.Commands.GenericObjectMeasureInfo
        Microsoft.PowerShell.Commands.GroupInfo
        Microsoft.PowerShell.Commands.GroupInfoNoElement
        Microsoft.PowerShell.Commands.TextMeasureInfo
    """,
    "groupings": """
        System.Linq.Grouping`2
    """,
    "guids": """
        System.Guid
    """,
    "hosting": """
        Microsoft.PowerShell.ConsoleHost+ConsoleColorProxy
        System.Management.Automation.EngineIntrinsics
        System.Management.Automation.Host.ChoiceDescription
        System.Management.Automation.Host.FieldDescription
        System.Management.Automation.Host.PSHost
        System.Management.Automation.Host.PSHostUserInterface
        System.Management.Automation.Internal.Host.InternalHost
        System.Management.Automation.Internal.Host.InternalHostUserInterface
        System.Management.Automation.PSVariableIntrinsics
        System.Management.Automation.SessionState
    """,
    "initialstates": """
        System.Management.Automation.Runspaces.InitialSessionState
        System.Management.Automation.Runspaces.InitialSessionStateEntryCollection`1
        System.Management.Automation.Runspaces.SessionStateAliasEntry
        System.Management.Automation.Runspaces.SessionStateFunctionEntry
        System.Management.Automation.Runspaces.SessionStateVariableEntry
    """,
    "jobs": """
        Microsoft.PowerShell.ThreadJob.ThreadJob
        System.Management.Automation.Job
        System.Management.Automation.JobStateEventArgs
        System.Management.Automation.JobStateInfo
        System.Management.Automation.PSDataCollection`1
        System.Management.Automation.PSRemotingChildJob
        System.Management.Automation.PSRemotingJob
        System.Management.Automation.PSTasks.PSTaskChildJob
        System.Management.Automation.PSTasks.PSTaskJob
        System.Threading.ManualResetEvent+OfJob
    """,
    "jsonserializer": """
        Microsoft.PowerShell.Commands.JsonObject
        System.Text.Json.JsonSerializer
    """,
    "languageservices": """
        System.Management.Automation.Language.CodeGeneration
        System.Management.Automation.Language.Parser
        System.Management.Automation.LanguagePrimitives
        System.Management.Automation.PSSerializer
        System.Management.Automation.PSTypeName
    """,
    "linq": """
        System.Linq.Enumerable
    """,
    "listmodifier": """
        System.Management.Automation.PSListModifier
    """,
    "lists": """
        System.Collections.ArrayList
        System.Collections.Specialized.StringCollection
    """,
    "machine": """
        System.Activator
        System.Diagnostics.Stopwatch
        System.Environment
        System.GC
        System.OperatingSystem
        System.Runtime.InteropServices.OSPlatform
        System.Runtime.InteropServices.RuntimeInformation
        System.Threading.Interlocked
        System.Threading.Monitor
        System.Threading.Thread
    """,
    "marshalling": """
        System.IntPtr
        System.Runtime.InteropServices.Marshal
    """,
    "mathematics": """
        System.Math
    """,
    "modules": """
        Microsoft.PowerShell.Commands.ModuleSpecification
        System.Management.Automation.PSModuleInfo
    """,
    "namevalues": """
        System.Collections.Specialized.NameValueCollection
    """,
    "network": """
        System.Management.Automation.PSCredential
        System.Net.IPAddress
        System.Net.IPEndPoint
        System.Net.Mail.MailAddress
        System.Net.Mail.MailAddressCollection
        System.Net.NetworkCredential
        System.Security.SecureString
    """,
    "numbers": """
        System.Boolean
        System.Byte
        System.Double
        System.Int16
        System.Int32
        System.Int64
        System.SByte
        System.Single
        System.UInt16
        System.UInt32
        System.UInt64
    """,
    "objects": """
        System.Enum
        System.Object
    """,
    "pathintrinsics": """
        System.Management.Automation.CmdletProviderManagementIntrinsics
        System.Management.Automation.DriveManagementIntrinsics
        System.Management.Automation.PathIntrinsics
    """,
    "paths": """
        System.IO.Path
    """,
    "priorityqueues": """
        System.Collections.Generic.PriorityQueue`2
    """,
    "processes": """
        System.Diagnostics.Process
        System.Diagnostics.ProcessModule
    """,
    "providerintrinsics": """
        System.Management.Automation.ChildItemCmdletProviderIntrinsics
        System.Management.Automation.ContentCmdletProviderIntrinsics
        System.Management.Automation.ItemCmdletProviderIntrinsics
        System.Management.Automation.PropertyCmdletProviderIntrinsics
        System.Management.Automation.ProviderIntrinsics
    """,
    "proxycommands": """
        System.Management.Automation.CommandMetadata
        System.Management.Automation.ParameterSetMetadata
        System.Management.Automation.ProxyCommand
    """,
    "psmembers": """
        System.Management.Automation.PSAliasProperty
        System.Management.Automation.PSCodeProperty
        System.Management.Automation.PSCustomObject
        System.Management.Automation.PSMemberSet
        System.Management.Automation.PSNoteProperty
        System.Management.Automation.PSObject
        System.Management.Automation.PSPropertySet
        System.Management.Automation.PSScriptMethod
        System.Management.Automation.PSScriptProperty
        System.Management.Automation.PSVariableProperty
    """,
    "queues": """
        System.Collections.BitArray
        System.Collections.Generic.LinkedListNode`1
        System.Collections.Generic.LinkedList`1
        System.Collections.Generic.Queue`1
        System.Collections.Generic.Stack`1
        System.Collections.Queue
        System.Collections.Stack
    """,
    "randoms": """
        System.Random
    """,
    "rawui": """
        System.ConsoleKeyInfo
        System.Management.Automation.Host.Coordinates
        System.Management.Automation.Host.KeyInfo
        System.Management.Automation.Host.PSHostRawUserInterface
        System.Management.Automation.Host.Rectangle
        System.Management.Automation.Host.Size
        System.Management.Automation.Internal.Host.InternalHostRawUserInterface
    """,
    "reflection": """
        System.Reflection.Assembly
        System.Reflection.RuntimeAssembly
        System.Reflection.RuntimeConstructorInfo
        System.Reflection.RuntimeMethodInfo
        System.Reflection.RuntimeParameterInfo
        System.Reflection.RuntimePropertyInfo
    """,
    "regexes": """
        System.Text.RegularExpressions.Capture
        System.Text.RegularExpressions.CaptureCollection
        System.Text.RegularExpressions.Group
        System.Text.RegularExpressions.GroupCollection
        System.Text.RegularExpressions.Match
        System.Text.RegularExpressions.MatchCollection
        System.Text.RegularExpressions.Regex
    """,
    "remotesessions": """
        System.Management.Automation.Runspaces.PSSession
    """,
    "results": """
        Microsoft.PowerShell.Commands.ByteCollection
        Microsoft.PowerShell.Commands.FileHashInfo
        Microsoft.PowerShell.Commands.HistoryInfo
        Microsoft.PowerShell.Commands.MatchInfo
        Microsoft.PowerShell.Commands.MatchInfoContext
        Microsoft.PowerShell.Commands.SelectXmlInfo
    """,
    "runes": """
        System.Text.Rune
    """,
    "runspaces": """
        System.Management.Automation.PSCommand
        System.Management.Automation.PSDataStreams
        System.Management.Automation.PSInvocationSettings
        System.Management.Automation.PSInvocationStateInfo
        System.Management.Automation.PowerShell
        System.Management.Automation.PowerShellAsyncResult
        System.Management.Automation.Runspaces.Command
        System.Management.Automation.Runspaces.CommandParameter
        System.Management.Automation.Runspaces.LocalRunspace
        System.Management.Automation.Runspaces.Runspace
        System.Management.Automation.Runspaces.RunspaceFactory
        System.Management.Automation.Runspaces.RunspacePool
        System.Management.Automation.Runspaces.RunspaceStateInfo
        System.Management.Automation.Runspaces.SessionStateProxy
        System.Threading.ManualResetEvent
    """,
    "scriptblocks": """
        System.Management.Automation.PSReference
        System.Management.Automation.PSToken
        System.Management.Automation.PSVariable
        System.Management.Automation.ScriptBlock
        System.Management.Automation.SwitchParameter
        System.Management.Automation.WildcardPattern
    """,
    "semver": """
        System.Management.Automation.SemanticVersion
    """,
    "servicepoints": """
        System.Net.ServicePointManager
    """,
    "sessionoptions": """
        System.Management.Automation.Remoting.PSSessionOption
    """,
    "sets": """
        System.Collections.Generic.HashSet`1
        System.Collections.Generic.SortedSet`1
    """,
    "staticbinder": """
        System.Management.Automation.Language.ParameterBindingResult
        System.Management.Automation.Language.StaticBindingError
        System.Management.Automation.Language.StaticBindingResult
        System.Management.Automation.Language.StaticParameterBinder
    """,
    "streamrecords": """
        System.Management.Automation.DebugRecord
        System.Management.Automation.HostInformationMessage
        System.Management.Automation.InformationRecord
        System.Management.Automation.InformationalRecord
        System.Management.Automation.ProgressRecord
        System.Management.Automation.VerboseRecord
        System.Management.Automation.WarningRecord
    """,
    "streams": """
        System.IO.BinaryReader
        System.IO.BinaryWriter
        System.IO.Compression.GZipStream
        System.IO.FileStream
        System.IO.MemoryStream
    """,
    "strings": """
        System.String
    """,
    "style": """
        System.Management.Automation.PSStyle
        System.Management.Automation.PSStyle+BackgroundColor
        System.Management.Automation.PSStyle+FileInfoFormatting
        System.Management.Automation.PSStyle+ForegroundColor
        System.Management.Automation.PSStyle+FormattingData
        System.Management.Automation.PSStyle+ProgressConfiguration
    """,
    "syntaxtokens": """
        System.Management.Automation.Language.FileRedirectionToken
        System.Management.Automation.Language.LabelToken
        System.Management.Automation.Language.MergingRedirectionToken
        System.Management.Automation.Language.NumberToken
        System.Management.Automation.Language.ParameterToken
        System.Management.Automation.Language.RedirectionToken
        System.Management.Automation.Language.StringExpandableToken
        System.Management.Automation.Language.StringLiteralToken
        System.Management.Automation.Language.StringToken
        System.Management.Automation.Language.Token
        System.Management.Automation.Language.VariableToken
        System.Management.Automation.PSParseError
        System.Management.Automation.PSParser
    """,
    "syntaxtrees": """
        System.Management.Automation.Language.ArrayExpressionAst
        System.Management.Automation.Language.ArrayLiteralAst
        System.Management.Automation.Language.AssignmentStatementAst
        System.Management.Automation.Language.Ast
        System.Management.Automation.Language.AttributeAst
        System.Management.Automation.Language.AttributeBaseAst
        System.Management.Automation.Language.AttributedExpressionAst
        System.Management.Automation.Language.BaseCtorInvokeMemberExpressionAst
        System.Management.Automation.Language.BinaryExpressionAst
        System.Management.Automation.Language.BlockStatementAst
        System.Management.Automation.Language.BreakStatementAst
        System.Management.Automation.Language.CatchClauseAst
        System.Management.Automation.Language.CommandAst
        System.Management.Automation.Language.CommandBaseAst
        System.Management.Automation.Language.CommandExpressionAst
        System.Management.Automation.Language.CommandParameterAst
        System.Management.Automation.Language.ConstantExpressionAst
        System.Management.Automation.Language.ContinueStatementAst
        System.Management.Automation.Language.ConvertExpressionAst
        System.Management.Automation.Language.DataStatementAst
        System.Management.Automation.Language.DoUntilStatementAst
        System.Management.Automation.Language.DoWhileStatementAst
        System.Management.Automation.Language.ErrorExpressionAst
        System.Management.Automation.Language.ErrorStatementAst
        System.Management.Automation.Language.ExitStatementAst
        System.Management.Automation.Language.ExpandableStringExpressionAst
        System.Management.Automation.Language.ExpressionAst
        System.Management.Automation.Language.FileRedirectionAst
        System.Management.Automation.Language.ForEachStatementAst
        System.Management.Automation.Language.ForStatementAst
        System.Management.Automation.Language.FunctionDefinitionAst
        System.Management.Automation.Language.FunctionMemberAst
        System.Management.Automation.Language.HashtableAst
        System.Management.Automation.Language.IfStatementAst
        System.Management.Automation.Language.IndexExpressionAst
        System.Management.Automation.Language.InvokeMemberExpressionAst
        System.Management.Automation.Language.LabeledStatementAst
        System.Management.Automation.Language.MemberAst
        System.Management.Automation.Language.MemberExpressionAst
        System.Management.Automation.Language.MergingRedirectionAst
        System.Management.Automation.Language.NamedAttributeArgumentAst
        System.Management.Automation.Language.NamedBlockAst
        System.Management.Automation.Language.ParamBlockAst
        System.Management.Automation.Language.ParameterAst
        System.Management.Automation.Language.ParenExpressionAst
        System.Management.Automation.Language.ParseError
        System.Management.Automation.Language.Parser
        System.Management.Automation.Language.PipelineAst
        System.Management.Automation.Language.PipelineChainAst
        System.Management.Automation.Language.PropertyMemberAst
        System.Management.Automation.Language.RedirectionAst
        System.Management.Automation.Language.ReturnStatementAst
        System.Management.Automation.Language.ScriptBlockAst
        System.Management.Automation.Language.ScriptBlockExpressionAst
        System.Management.Automation.Language.StatementAst
        System.Management.Automation.Language.StatementBlockAst
        System.Management.Automation.Language.StringConstantExpressionAst
        System.Management.Automation.Language.SubExpressionAst
        System.Management.Automation.Language.SwitchStatementAst
        System.Management.Automation.Language.TernaryExpressionAst
        System.Management.Automation.Language.ThrowStatementAst
        System.Management.Automation.Language.TrapStatementAst
        System.Management.Automation.Language.TryStatementAst
        System.Management.Automation.Language.TypeConstraintAst
        System.Management.Automation.Language.TypeDefinitionAst
        System.Management.Automation.Language.TypeExpressionAst
        System.Management.Automation.Language.TypeName
        System.Management.Automation.Language.UnaryExpressionAst
        System.Management.Automation.Language.UsingExpressionAst
        System.Management.Automation.Language.UsingStatementAst
        System.Management.Automation.Language.VariableExpressionAst
        System.Management.Automation.Language.WhileStatementAst
        System.Management.Automation.VariablePath
    """,
    "tasks": """
        System.Threading.Tasks.Task
    """,
    "testhooks": """
        System.Management.Automation.Internal.InternalTestHooks
    """,
    "textbuilders": """
        System.Text.StringBuilder
    """,
    "textio": """
        System.IO.StreamReader
        System.IO.StreamWriter
        System.IO.StringReader
        System.IO.StringWriter
        System.IO.TextReader
        System.IO.TextWriter
    """,
    "threadlocks": """
        System.Threading.Mutex
        System.Threading.SemaphoreSlim
    """,
    "timeonly": """
        System.TimeOnly
    """,
    "timespans": """
        System.TimeSpan
    """,
    "timezones": """
        System.TimeZoneInfo
    """,
    "tracesources": """
        System.Management.Automation.PSTraceSource
    """,
    "tuples": """
        System.Tuple
        System.Tuple`1
        System.Tuple`2
        System.Tuple`3
        System.Tuple`4
        System.Tuple`5
        System.Tuple`6
        System.Tuple`7
        System.ValueTuple
        System.ValueTuple`1
        System.ValueTuple`2
        System.ValueTuple`3
        System.ValueTuple`4
        System.ValueTuple`5
    """,
    "typedatas": """
        System.Management.Automation.Runspaces.AliasPropertyData
        System.Management.Automation.Runspaces.CodeMethodData
        System.Management.Automation.Runspaces.CodePropertyData
        System.Management.Automation.Runspaces.NotePropertyData
        System.Management.Automation.Runspaces.PropertySetData
        System.Management.Automation.Runspaces.ScriptMethodData
        System.Management.Automation.Runspaces.ScriptPropertyData
        System.Management.Automation.Runspaces.TypeData
        System.Management.Automation.Runspaces.TypeMemberData
    """,
    "types": """
        System.Type
    """,
    "unixstat": """
        System.Management.Automation.Platform+Unix+CommonStat
    """,
    "validvalues": """
        System.Management.Automation.CachedValidValuesGeneratorBase
    """,
    "verbinfo": """
        System.Management.Automation.VerbInfo
    """,
    "versions": """
        System.Version
    """,
    "web": """
        System.Net.WebUtility
        System.Security.SecurityElement
        System.Uri
        System.UriBuilder
        System.Web.HttpUtility
    """,
    "widenumbers": """
        System.Half
        System.Int128
        System.Numerics.Complex
        System.UInt128
    """,
    "xmlconvert": """
        System.Xml.XmlConvert
    """,
    "xmldocument": """
        System.Xml.XmlDocument
    """,
    "xmldom": """
        System.Xml.XmlAttribute
        System.Xml.XmlCDataSection
        System.Xml.XmlComment
        System.Xml.XmlDeclaration
        System.Xml.XmlDocumentFragment
        System.Xml.XmlDocumentType
        System.Xml.XmlElement
        System.Xml.XmlNode
        System.Xml.XmlProcessingInstruction
        System.Xml.XmlText
        System.Xml.XmlWhitespace
    """,
    "xmllists": """
        System.Xml.XmlAttributeCollection
        System.Xml.XmlNamespaceManager
        System.Xml.XmlNodeList
    """,
    "pwsh_emu.runtime.methods": """
        System.Management.Automation.PSMethod
        System.Management.Automation.PSParameterizedProperty
    """,
    "pwsh_emu.runtime.memberviews": """
        Microsoft.PowerShell.Commands.MemberDefinition
        System.Management.Automation.PSMemberInfo
        System.Management.Automation.PSMemberInfoCollection`1
        System.Management.Automation.PSMemberInfoIntegratingCollection`1
        System.Management.Automation.PSProperty
        System.Management.Automation.PSPropertyInfo
        System.Management.Automation.ReadOnlyPSMemberInfoCollection`1
    """,
    "pwsh_emu.formatting.propertyexpressions": """
        Microsoft.PowerShell.Commands.PSPropertyExpression
        Microsoft.PowerShell.Commands.PSPropertyExpressionResult
    """,
    "pwsh_emu.formatting.stringdecorated": """
        System.Management.Automation.Internal.StringDecorated
    """,
}

MODULES: dict[str, str] = {name.lower(): module for module, names in _BY_MODULE.items() for name in names.split()}
