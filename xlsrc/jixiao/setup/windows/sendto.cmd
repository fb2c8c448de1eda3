@echo off
chcp 936 >nul
if not exist "@PYTHON@" goto gone
echo 正在处理，请稍候……
"@PYTHON@" -I -m jixiao press @ACTION@ --window %*
exit /b %errorlevel%

:gone
echo 绩效自评的程序不见了。请重新解压安装包，双击“安装.cmd”再装一次。
pause
exit /b 2
